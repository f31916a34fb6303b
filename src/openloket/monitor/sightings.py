"""What somebody saw of one product at one municipality, before it is written down."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from openloket.monitor.scoring.channels import Audience, Basis, Channel
from openloket.monitor.scoring.ladder import Step, fitting, least_step

# Addresses become links on public pages.
_ADDRESSES = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One observation to be. `municipality` is a CBS code, `term` a term of the UPL; `seen_at` is in UTC.

    `reason` is for the public: why this is the way that counts. `step` None means: what follows from the way.
    """

    municipality: str
    term: str
    audience: Audience
    basis: Basis
    channel: Channel
    seen_at: datetime
    seen_by: str
    reason: str
    confidence: Decimal = Decimal(1)
    step: Step | None = None
    address: str = ""
    page_hash: str = ""
    excerpt: str = ""
    told: str = ""
    supplier: str = ""
    correction: str = ""

    @property
    def reached(self) -> Step | None:
        """The step of the ladder: as seen, or else as follows from the way."""
        return self.step if self.step is not None else least_step(self.channel)

    @property
    def fault(self) -> str:
        """What is wrong with it, in Dutch; empty when nothing is."""
        if not self.reason.strip():
            return "De reden ontbreekt: waarom is dit de uitkomst?"
        if any("\0" in one for one in (self.reason, self.address, self.excerpt, self.seen_by, self.told)):
            return "Er staat een onleesbaar teken in."
        if self.address and not self.address.lower().startswith(_ADDRESSES):
            return "Het adres begint niet met https:// of mailto:."
        if not 0 <= self.confidence <= 1:
            return "De zekerheid moet tussen 0 en 1 liggen."
        if not fitting(self.channel, self.reached):
            return "De trede past niet bij het kanaal."
        return ""
