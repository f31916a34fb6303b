"""What somebody chose in the inbox, read from the address and written back into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from openloket.offer.catalogue import Offering
from openloket.web.in_use import in_use
from openloket.zaken.models import Status
from openloket.zaken.places import Place, Sort, read_place
from openloket.zaken.queries import ALL, ALL_OPEN, NEWS, InboxPage, InboxQuery, Whose, sortable_by_due

_STATUSES = (
    (ALL_OPEN, "Alle open zaken"),
    (ALL, "Alle zaken"),
    (NEWS, "Met een nieuw bericht"),
    *((s.value, s.label.capitalize()) for s in Status),
)
_WHOSE = (
    (Whose.ALL, "Iedereen"),
    (Whose.MINE, "Mijn zaken"),
    (Whose.NOBODY, "Nog niemand"),
    (Whose.TEAM, "Mijn team"),
)
_TERMS = (("", "Alle"), ("te-laat", "Te laat"))


@dataclass(frozen=True, slots=True)
class Choices:
    """The question to the inbox, and the words in which it was asked."""

    query: InboxQuery
    service: str
    offerings: Sequence[Offering]

    @classmethod
    def read(cls, asked: Mapping[str, str], offerings: Sequence[Offering]) -> "Choices":
        """Read what was asked; what makes no sense counts as not asked."""
        status = _one_of(asked.get("status"), _STATUSES, ALL_OPEN)
        service = next((offer for offer in offerings if offer.slug == asked.get("dienst")), None)
        query = InboxQuery(
            status=status,
            whose=Whose(_one_of(asked.get("van"), _WHOSE, Whose.ALL)),
            late=asked.get("termijn") == "te-laat",
            service_id=service.service_id if service else None,
            search=" ".join(asked.get("zoek", "").replace("\0", " ").split())[:200],
        )
        sort = Sort.DUE if asked.get("volgorde") == Sort.DUE and sortable_by_due(query) else Sort.NEWEST
        query = replace(
            query,
            sort=sort,
            after=read_place(asked.get("na", ""), sort),
            before=read_place(asked.get("voor", ""), sort),
        )
        return cls(query, service.slug if service else "", offerings)

    def address(self, inbox: str, sort: Sort | None = None, **place: Place) -> str:
        """The address of the same question, in another order or from another place (`na` or `voor`)."""
        query = self.query
        said = {
            "zoek": query.search,
            "status": "" if query.status == ALL_OPEN else query.status,
            "van": "" if query.whose is Whose.ALL else query.whose,
            "termijn": "te-laat" if query.late else "",
            "dienst": self.service,
            "volgorde": "" if (sort or query.sort) is Sort.NEWEST else Sort.DUE,
            **{name: found.text() for name, found in place.items()},
        }
        words = urlencode({name: value for name, value in said.items() if value})
        return f"{inbox}?{words}" if words else inbox

    def as_context(self, inbox: str, found: InboxPage) -> dict[str, Any]:
        """The filters, orders and links of the page."""
        listed = in_use(self.offerings, (self.service,))
        services = [("", "Alle"), *((offer.slug, offer.title) for offer in listed)]
        return {
            "search": self.query.search,
            "sort": "" if self.query.sort is Sort.NEWEST else self.query.sort.value,
            "filters": [
                _filter("status", "Status", _STATUSES, self.query.status),
                _filter("van", "Behandelaar", _WHOSE, self.query.whose),
                _filter("termijn", "Termijn", _TERMS, "te-laat" if self.query.late else ""),
                _filter("dienst", "Onderwerp", services, self.service),
            ],
            "sorts": self._sorts(inbox),
            "prev_url": self.address(inbox, voor=found.previous) if found.previous else None,
            "next_url": self.address(inbox, na=found.next) if found.next else None,
        }

    def _sorts(self, inbox: str) -> list[dict[str, object]]:
        newest = self.query.sort is Sort.NEWEST
        due_url = self.address(inbox, Sort.DUE) if sortable_by_due(self.query) else None
        return [
            *_unsorted("kenmerk", "onderwerp", "afzender"),
            {
                "key": "ontvangen",
                "label": "Ontvangen",
                "url": self.address(inbox, Sort.NEWEST),
                "direction": "down" if newest else None,
            },
            {
                "key": "uiterlijk",
                "label": "Uiterlijk",
                "url": due_url,
                "direction": None if newest else "up",
            },
            *_unsorted("status", "behandelaar"),
        ]


def _unsorted(*keys: str) -> list[dict[str, object]]:
    return [{"key": key, "label": key.capitalize(), "url": None, "direction": None} for key in keys]


def _one_of(value: str | None, options: Sequence[tuple[str, str]], otherwise: str) -> str:
    return value if value is not None and value in dict(options) else otherwise


def _filter(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> dict[str, object]:
    return {
        "name": name,
        "label": label,
        "options": [{"value": value, "label": text, "selected": value == chosen} for value, text in options],
    }
