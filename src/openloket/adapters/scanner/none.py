"""No malware scanner: says plainly that nothing was looked at."""

from collections.abc import Iterable

from openloket.intake.ports import Scanned, Verdict


class NoScanner:
    """For installations without a scanner; attachments are marked as unscanned."""

    def scan(self, chunks: Iterable[bytes]) -> Scanned:
        """Reads nothing and promises nothing."""
        return Scanned(Verdict.UNSCANNED)

    def check(self) -> str:
        """Says that there is none."""
        return "no scanner: attachments are marked as not scanned (set OPENLOKET_SCANNER)"
