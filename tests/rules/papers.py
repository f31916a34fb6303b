"""The rules about papers: what they promise exists, and what nobody may read there is not there."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

# In pieces, so that this file may stand among those it reads.
_HOSTS = ("registry[.]{}+[.](?:org|com)".format("[a-z]"), "py{}".format("pi[.]"), "python{}".format("hosted"))
_PATHS = r"(?<![\w.<>:*/-])/(?:{})/\w".format("|".join(("work", "root", "home", "tmp")))
_UNDONE = r"\b(?:{}DO|{}ME|HA{})\b".format("TO", "FIX", "CK")
_FORBIDDEN = {
    "the host of a registry": re.compile("|".join(_HOSTS), re.IGNORECASE),
    "a path of somebody's machine": re.compile(_PATHS),
    "something left undone": re.compile(_UNDONE),
}


def forbidden(path: str, text: str) -> Iterator[str]:
    """Hosts of registries, paths of machines, and notes to oneself."""
    for what, pattern in _FORBIDDEN.items():
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path}:{line} names {what}: {found.group()}"


def dead_links(path: str, text: str, root: Path) -> Iterator[str]:
    """Links and pictures that point at a file that is not there."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file = target.partition("#")[0]
        if file and "://" not in file and not (root / path).parent.joinpath(file).exists():
            yield f"{path} points at {target}"


def dead_paths(text: str, root: Path) -> Iterator[str]:
    """Paths to code and tests in backticks that are not there; the package's own place may be left out."""
    for found in re.findall(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|md|yaml|json))`", text):
        if not any((root / start / found).exists() for start in ("", "src/openloket", "docs")):
            yield found


def unknown_commands(text: str, commands: Collection[str], targets: Collection[str]) -> Iterator[str]:
    """`openloket …` and `make …` that do not exist."""
    for code in re.findall(r"```\w*\n.*?```|`[^`\n]+`", text, re.DOTALL):
        for program, word in re.findall(r"(?:^|[\s`;&=]|bin/)(openloket|make) ([a-z][a-z-]*)", code):
            known = commands if program == "openloket" else targets
            if word not in known:
                yield f"{program} {word}"


def undocumented(read: Collection[str], paper: str) -> Iterator[str]:
    """Settings that the code reads and the paper leaves out, and the other way round."""
    told = set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", paper, re.MULTILINE))
    yield from sorted(f"{name} is read and not told" for name in set(read) - told)
    yield from sorted(f"{name} is told and not read" for name in told - set(read))


def settings_read(texts: Collection[str]) -> set[str]:
    """The names that the code reads from the environment."""
    return {name for text in texts for name in re.findall(r"env\.\w+\(\s*\"([A-Z][A-Z0-9_]+)\"", text)}


def settings_named(text: str) -> set[str]:
    """The names of settings that stand in a text; a name that goes on as … or _ is a family, not a name."""
    names = re.findall(r"\bOPENLOKET_[A-Z0-9_]+(?![A-Z0-9_…])", text)
    return {name.removesuffix("_FILE") for name in names if not name.endswith("_")}


def words_not_on_screen(text: str, screens: str) -> Iterator[str]:
    """Words between ‘ and ’ that no page shows."""
    for words in re.findall(r"‘([^’\n]+)’", text):
        if words not in screens:
            yield words


def code_blocks(text: str, language: str) -> list[str]:
    """The blocks of code in one language."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def broken_publiccode(paper: Mapping[str, object]) -> Iterator[str]:
    """What publiccode.yml 0.4 asks and this one leaves out or makes too long."""
    needed = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus"}
    needed |= {"softwareType", "description", "legal", "maintenance", "localisation"}
    yield from sorted(f"{name} is missing" for name in needed - paper.keys())
    descriptions = paper.get("description")
    for language, description in (descriptions if isinstance(descriptions, dict) else {}).items():
        if len(description["shortDescription"].strip()) > 150:
            yield f"the short description in {language} is longer than 150"
        if not 150 <= len(description["longDescription"].strip()) <= 10_000:
            yield f"the long description in {language} is not between 150 and 10000"
