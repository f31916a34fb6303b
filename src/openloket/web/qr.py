"""QR codes as SVG, made here: what stands in them is secret, and nobody else may draw it (ISO/IEC 18004).

Bytes only, with correction level M, which is what an app on a phone reads from a screen; up to version 13.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from markupsafe import Markup

# For each version: codewords of correction per block, and blocks as (how many, data codewords in each).
_BLOCKS: tuple[tuple[int, tuple[tuple[int, int], ...]], ...] = (
    (10, ((1, 16),)),
    (16, ((1, 28),)),
    (26, ((1, 44),)),
    (18, ((2, 32),)),
    (24, ((2, 43),)),
    (16, ((4, 27),)),
    (18, ((4, 31),)),
    (22, ((2, 38), (2, 39))),
    (22, ((3, 36), (2, 37))),
    (26, ((4, 43), (1, 44))),
    (30, ((1, 50), (4, 51))),
    (22, ((6, 36), (2, 37))),
    (22, ((8, 37), (1, 38))),
)
# Where the small squares stand, from version 2.
_SQUARES: tuple[tuple[int, ...], ...] = (
    (),
    (6, 18),
    (6, 22),
    (6, 26),
    (6, 30),
    (6, 34),
    (6, 22, 38),
    (6, 24, 42),
    (6, 26, 46),
    (6, 28, 50),
    (6, 30, 54),
    (6, 32, 58),
    (6, 34, 62),
)
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, column: row % 2 == 0,
    lambda row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)
_FINDER_LIKE = ((1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0), (0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1))
_QUIET = 4

Matrix = list[list[int]]


def svg(text: str, label: str) -> Markup:
    """The code of this text as an element for in a page; `label` is what a screen reader says of it."""
    rows = matrix(text)
    whole = len(rows) + 2 * _QUIET
    dark = "".join(
        f"M{column + _QUIET} {row + _QUIET}h1v1h-1z"
        for row, line in enumerate(rows)
        for column, one in enumerate(line)
        if one
    )
    return Markup(
        '<svg role="img" aria-label="{}" viewBox="0 0 {} {}" width="232" height="232" '
        'shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/>'
        '<path d="{}" fill="#000"/></svg>'
    ).format(label, whole, whole, dark)


def matrix(text: str) -> Matrix:
    """The code of this text, row by row; 1 is dark. Raises ValueError for a text that is too long."""
    content = text.encode()
    version = _version(len(content))
    bits = list(_interleaved(_filled(content, version), version))
    drawn = [_masked(version, bits, mask) for mask in range(len(_MASKS))]
    return min(drawn, key=_penalty)


def _version(length: int) -> int:
    for version in range(1, len(_BLOCKS) + 1):
        room = _room(version) * 8 - 4 - _count_bits(version)
        if length * 8 <= room:
            return version
    raise ValueError("too long for a QR code")


def _room(version: int) -> int:
    return sum(many * size for many, size in _BLOCKS[version - 1][1])


def _count_bits(version: int) -> int:
    return 8 if version < 10 else 16


def _filled(content: bytes, version: int) -> bytes:
    """The data codewords: mode, length, content, and filling up to the end (7.4)."""
    room = _room(version) * 8
    bits = f"0100{len(content):0{_count_bits(version)}b}" + "".join(f"{one:08b}" for one in content)
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    filling = (0xEC, 0x11)
    return bytes(words + [filling[at % 2] for at in range(room // 8 - len(words))])


def _interleaved(words: bytes, version: int) -> Iterator[int]:
    """The bits in the order in which they are drawn: of all blocks in turn, then their correction (7.6)."""
    correction, groups = _BLOCKS[version - 1]
    blocks, begin = [], 0
    for many, size in groups:
        for _ in range(many):
            blocks.append(words[begin : begin + size])
            begin += size
    extra = [_correction(block, correction) for block in blocks]
    longest = max(len(block) for block in blocks)
    order = [block[at] for at in range(longest) for block in blocks if at < len(block)]
    order += [block[at] for at in range(correction) for block in extra]
    for word in order:
        yield from (word >> shift & 1 for shift in range(7, -1, -1))


def _times(left: int, right: int) -> int:
    """Multiply in the field of 256 elements with 0x11D."""
    product = 0
    for shift in range(7, -1, -1):
        product = (product << 1) ^ ((product >> 7) * 0x11D)
        product ^= (right >> shift & 1) * left
    return product


def _correction(block: bytes, many: int) -> list[int]:
    """The remainder by Reed and Solomon's polynomial of this degree (7.5.2)."""
    divisor = [0] * (many - 1) + [1]
    root = 1
    for _ in range(many):
        for at in range(many):
            divisor[at] = _times(divisor[at], root) ^ (divisor[at + 1] if at + 1 < many else 0)
        root = _times(root, 2)
    left = [0] * many
    for word in block:
        factor = word ^ left.pop(0)
        left.append(0)
        left = [one ^ _times(by, factor) for one, by in zip(left, divisor, strict=True)]
    return left


def _masked(version: int, bits: list[int], mask: int) -> Matrix:
    fixed = _fixed(version, mask)
    size = len(fixed)
    drawn = [[-1 if one is None else one for one in line] for line in fixed]
    at = 0
    for row, column in _path(size):
        if fixed[row][column] is None:
            bit = bits[at] if at < len(bits) else 0
            drawn[row][column] = bit ^ _MASKS[mask](row, column)
            at += 1
    return drawn


def _path(size: int) -> Iterator[tuple[int, int]]:
    """Two columns at a time from the right, up and down by turns, past the timing column (7.7.3)."""
    upward = True
    right = size - 1
    while right > 0:
        if right == 6:
            right = 5
        rows = range(size - 1, -1, -1) if upward else range(size)
        for row in rows:
            yield row, right
            yield row, right - 1
        upward, right = not upward, right - 2


def _fixed(version: int, mask: int) -> list[list[int | None]]:
    """All that is not data: finders, timing, small squares, format and version; None: room for data."""
    size = 17 + 4 * version
    grid: list[list[int | None]] = [[None] * size for _ in range(size)]
    for at in range(size):
        grid[6][at] = grid[at][6] = 1 - at % 2
    for row, column in ((3, 3), (3, size - 4), (size - 4, 3)):
        _ring(grid, row, column, 4, (2, 4))
    places = _SQUARES[version - 1]
    ends = {(6, 6), (6, size - 7), (size - 7, 6)}
    for row in places:
        for column in places:
            if (row, column) not in ends:
                _ring(grid, row, column, 2, (1,))
    _write_format(grid, mask)
    if version >= 7:
        _write_version(grid, version)
    return grid


def _ring(grid: list[list[int | None]], row: int, column: int, reach: int, light: tuple[int, ...]) -> None:
    """Squares around a middle; those at the distances in `light` are light."""
    size = len(grid)
    for down in range(-reach, reach + 1):
        for along in range(-reach, reach + 1):
            if 0 <= row + down < size and 0 <= column + along < size:
                grid[row + down][column + along] = int(max(abs(down), abs(along)) not in light)


def _write_format(grid: list[list[int | None]], mask: int) -> None:
    """Correction level M and the mask, twice (7.9)."""
    size, left = len(grid), mask
    for _ in range(10):
        left = (left << 1) ^ ((left >> 9) * 0x537)
    bits = (mask << 10 | left) ^ 0x5412
    first = [(at, 8) for at in range(6)] + [(7, 8), (8, 8), (8, 7)] + [(8, 14 - at) for at in range(9, 15)]
    second = [(8, size - 1 - at) for at in range(8)] + [(size - 15 + at, 8) for at in range(8, 15)]
    for places in (first, second):
        for at, (row, column) in enumerate(places):
            grid[row][column] = bits >> at & 1
    grid[size - 8][8] = 1


def _write_version(grid: list[list[int | None]], version: int) -> None:
    """The version, twice (7.10)."""
    left = version
    for _ in range(12):
        left = (left << 1) ^ ((left >> 11) * 0x1F25)
    bits = version << 12 | left
    for at in range(18):
        far, near = len(grid) - 11 + at % 3, at // 3
        grid[near][far] = grid[far][near] = bits >> at & 1


def _penalty(drawn: Matrix) -> int:
    """How hard a reader would find it; of eight masks the easiest is taken (7.8.3)."""
    lines = [*drawn, *(list(column) for column in zip(*drawn, strict=True))]
    size = len(drawn)
    found = sum(_runs(line) + 40 * _like_finders(line) for line in lines)
    for above, below in pairwise(drawn):
        for at in range(size - 1):
            found += 3 * (above[at] == above[at + 1] == below[at] == below[at + 1])
    dark = sum(map(sum, drawn))
    return found + 10 * (abs(dark * 20 - size * size * 10) // (size * size))


def _runs(line: list[int]) -> int:
    found, length, before = 0, 0, -1
    for one in [*line, -1]:
        if one == before:
            length += 1
            continue
        found += length - 2 if length >= 5 else 0
        length, before = 1, one
    return found


def _like_finders(line: list[int]) -> int:
    width = len(_FINDER_LIKE[0])
    return sum(tuple(line[at : at + width]) in _FINDER_LIKE for at in range(len(line) - width + 1))
