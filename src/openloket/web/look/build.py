"""Writes each look (tokens, logo, colours for mail) to the folder of built assets."""

import gzip
import hashlib
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

from openloket.web.look import contrast, tokens

_LOOK = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ACTIVE_SVG = re.compile(
    r"<\s*(script|foreignobject|style|image|use|a)\b|\son[a-z]+\s*=|href|javascript:", re.IGNORECASE
)
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_NO_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="1" height="1" aria-hidden="true"></svg>'
)
_MAIL_COLOURS = ("accent", "on-accent", "ink", "ink-soft", "line", "surface", "heading")


_OURS = ("tokens-", "logo-")
KEPT_DAYS = 30
"""How long a file that was replaced stays, for processes that were started before."""


class LookProblem(ValueError):
    """A look can't be built; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Built:
    """One look as written: its style sheet, what mail and documents need of it, and weak contrasts."""

    name: str
    file: str
    size: int
    colours: dict[str, str]
    logo: str
    hero: str
    weak: tuple[str, ...]


def build_all(source: Path, out: Path) -> tuple[Built, ...]:
    """Build every look in `source` (<name>.json of our kind, or a published <name>.css)."""
    out.mkdir(parents=True, exist_ok=True)
    base = tokens.read(source / f"{tokens.BASE_LOOK}.json")
    names = sorted({path.stem for path in source.iterdir() if path.suffix in (".json", ".css")})
    read = _names_read(out)
    built = tuple(_build(name, source, out, base, read) for name in names)
    files = {f"tokens-{look.name}": look.file for look in built}
    files |= {
        f"logo-{look.name}": _write(out, f"logo-{look.name}", look.logo.encode(), "svg") for look in built
    }
    _note(out / "manifest.json", files)
    looks = {look.name: {"colours": look.colours, "logo": look.logo, "hero": look.hero} for look in built}
    (out / "looks.json").write_text(json.dumps(looks, indent=1, sort_keys=True) + "\n", "utf-8")
    return built


def _names_read(out: Path) -> frozenset[str]:
    """Custom properties that the built style sheets read; none means we can't know, and keep all."""
    newest = _noted(out / "manifest.json").items()
    paths = [out / file for name, file in newest if not name.startswith(_OURS)]
    sheets = (path.read_text("utf-8") for path in paths if path.exists())
    return frozenset(name for sheet in sheets for name in _READ.findall(sheet))


def _build(name: str, source: Path, out: Path, base: dict[str, str], read: frozenset[str]) -> Built:
    if not _LOOK.fullmatch(name):
        raise LookProblem(f"{name}: a look's name has only a-z, 0-9 and hyphens")
    values, css = _style(name, source, base, read)
    return Built(
        name=name,
        file=_write(out, f"tokens-{name}", css.encode()),
        size=len(css.encode()),
        colours={key: values[f"openloket.color.{key}"] for key in _MAIL_COLOURS},
        logo=_drawing(source / f"{name}.svg") or _NO_LOGO,
        hero=_drawing(source / f"{name}.hero.svg"),
        weak=contrast.weak_pairs(values),
    )


def _style(name: str, source: Path, base: dict[str, str], read: frozenset[str]) -> tuple[dict[str, str], str]:
    own = source / f"{name}.json"
    values = tokens.resolve({**base, **(tokens.read(own) if own.exists() else {})})
    css = tokens.style_sheet({k: v for k, v in values.items() if not read or tokens.property_name(k) in read})
    published = source / f"{name}.css"
    if published.exists():
        css += tokens.bridge(name) + published.read_text("utf-8")
    return values, css


def _drawing(path: Path) -> str:
    if not path.exists():
        return ""
    svg = path.read_text("utf-8").strip()
    if not svg.startswith("<svg") or _ACTIVE_SVG.search(svg):
        raise LookProblem(f"{path.name}: a drawing is one plain <svg> without scripts, styles or links")
    return svg


def _write(out: Path, stem: str, content: bytes, suffix: str = "css") -> str:
    file = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    newest = _noted(out / "manifest.json").get(stem)
    if newest != file:
        _age(out, stem, newest)
    (out / file).write_bytes(content)
    (out / f"{file}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return file


def _age(out: Path, stem: str, newest: str | None) -> None:
    """What a running process may still name stays; what was replaced long ago goes.

    A process knows the names it read when it started, so a build before a restart must not take its files
    away. A file that is replaced now gets the time of now; frontend/build.mjs does the same.
    """
    for old in out.glob(f"{stem}.*"):
        if newest and old.name.startswith(newest):
            old.touch()
        elif time.time() - old.stat().st_mtime > KEPT_DAYS * 86_400:
            old.unlink()


def _noted(path: Path) -> dict[str, str]:
    known: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return known


def _note(path: Path, files: dict[str, str]) -> None:
    known = _noted(path)
    # Looks that were taken away leave the manifest too; the bundles in it are the style builder's.
    kept = {name: file for name, file in known.items() if not name.startswith(_OURS)}
    path.write_text(json.dumps({**kept, **files}, indent=1, sort_keys=True) + "\n", "utf-8")
