"""Built assets: the address of a style sheet by name, and a look's logo and colours."""

import json
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from openloket.web.look.tokens import BASE_LOOK

BUILT = Path(__file__).resolve().parents[1] / "static" / "built"


class NotBuilt(RuntimeError):
    """The style sheets aren't built yet: run `make setup`."""


@dataclass(frozen=True, slots=True)
class Assets:
    """What `built/` holds, read once; names go to addresses that may be cached for ever."""

    prefix: str
    files: dict[str, str]
    looks: dict[str, dict[str, object]]

    @classmethod
    def read(cls, folder: Path = BUILT, prefix: str = "/static/built/") -> "Assets":
        """Read the manifests; raises NotBuilt when they are missing."""
        try:
            files = json.loads((folder / "manifest.json").read_text("utf-8"))
            looks = json.loads((folder / "looks.json").read_text("utf-8"))
        except FileNotFoundError as missing:
            raise NotBuilt(f"{missing.filename} is missing: run `make setup`") from missing
        return cls(prefix=prefix, files=files, looks=looks)

    def css(self, name: str) -> str:
        """Address of a bundle: page, form, receipt, desk; KeyError for an unknown one."""
        return self.prefix + self.files[name]

    def tokens(self, look: str) -> str:
        """Address of a look's design tokens; an unknown look gets the neutral one."""
        return self.prefix + (self.files.get(f"tokens-{look}") or self.files[f"tokens-{BASE_LOOK}"])

    def favicon(self, look: str) -> str:
        """Address of the look's logo as a file, for the browser's tab."""
        return self.prefix + (self.files.get(f"logo-{look}") or self.files[f"logo-{BASE_LOOK}"])

    def logo(self, look: str) -> Markup:
        """The look's inline SVG."""
        return self._drawing(look, "logo")

    def hero(self, look: str) -> Markup:
        """The drawing beside the title of start pages, or nothing."""
        return self._drawing(look, "hero")

    def colours(self, look: str) -> dict[str, str]:
        """Main colours ("accent" → "#0a5a83") for mail and documents, which know no tokens."""
        found = self._look(look)["colours"]
        assert isinstance(found, dict)
        return found

    def _drawing(self, look: str, name: str) -> Markup:
        # Checked when built: only plain drawing elements pass (build._drawing).
        return Markup(str(self._look(look)[name]))  # noqa: S704 (checked when built)

    def _look(self, look: str) -> dict[str, object]:
        return self.looks.get(look) or self.looks[BASE_LOOK]
