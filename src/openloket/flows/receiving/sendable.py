"""What sending a draft needs to know, from every room, read in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from openloket.intake import drafts
from openloket.intake.references import key_hash
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Aanwijzing, Berichtsoort, Kanaal, Kanaalkeuze, Weg
from openloket.people.levels import enough, highest
from openloket.people.sessions import Who
from openloket.tenancy import scope


@dataclass(frozen=True, slots=True)
class Meant:
    """How a message of which the type or product is chosen at its receipt was taken; empty for the rest.

    `subject` is the slug of the product that it is about, where it is received for another service;
    `by_form` that of the service whose form was filled in; `told` what the sender chose and what was
    recognised, kept with the judgement.
    """

    subject: str = ""
    by_form: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Served:
    """What receiving needs of a service."""

    id: int
    slug: str
    title: str
    message_type: str
    official: str
    sensitive: bool
    team_id: int | None
    term: dict[str, Any]
    texts: dict[str, Any]
    meant: Meant = Meant()


@dataclass(frozen=True, slots=True)
class Offered:
    """A service, the ways that are designated for it, and the calendar of the law."""

    service: Served
    ways: Kanaalkeuze
    calendar: Kalender


@dataclass(frozen=True, slots=True)
class Sendable(Offered):
    """The same with the draft that somebody filled in."""

    draft: drafts.KeptDraft
    form_number: int
    login_level: str = ""
    provider_label: str = ""
    about_product: str = ""

    def matter(self, who: Who) -> str:
        """The product to which this belongs for a mandate: a message about a zaak is part of that zaak."""
        own = self.service.slug
        return own if who.covers(own) or not self.about_product else self.about_product

    def open_to(self, who: Who | None, present: bool = False) -> bool:
        """Whether this is theirs to send: nobody else's, within their mandate, and known surely enough."""
        theirs = self.draft.owner is None or (who is not None and who.owner == self.draft.owner)
        covered = who is None or (who.covers(self.matter(who)) and (present or not who.beside))
        return theirs and covered and enough(who.level if who else "", self.login_level)


_FIND = f"""
SELECT (SELECT json_agg(json_build_array(channel.kind, channel.valid_from, channel.valid_to,
                                         channel.login_level))
        FROM offer_channel AS channel
        WHERE channel.service_id = draft.service_id AND channel.designated AND channel.valid_from <= %(today)s
          AND (channel.valid_to IS NULL OR channel.valid_to > %(today)s)),
       (SELECT array_agg(day) FROM offer_equalledday),
       (SELECT provider.label FROM tenancy_identityprovider AS provider
        WHERE provider.organisation_id = draft.organisation_id AND provider.key = %(provider)s),
       (SELECT matter.slug FROM zaken_zaak AS zaak JOIN offer_service AS matter ON matter.id = zaak.service_id
        WHERE zaak.organisation_id = draft.organisation_id AND zaak.reference = draft.about AND %(acting)s),
       version.number,
       service.id, service.slug, service.title, service.message_type, service.official, service.sensitive,
       service.team_id, service.term::json, service.texts::json,
       {drafts.COLUMNS}
FROM intake_draft AS draft
JOIN offer_service AS service ON service.id = draft.service_id
JOIN offer_formversion AS version ON version.id = draft.form_version_id
WHERE draft.key_hash = %(key)s AND draft.organisation_id = %(organisation)s
"""  # noqa: S608 (put together from constants)


def find_sendable(key: str, now: datetime, who: Who | None = None) -> Sendable | None:
    """The draft that this key opens, ready to be judged; None when there is none. `who` is logged in."""
    today = dag_in_amsterdam(now)
    values: dict[str, Any] = {
        "today": today,
        "key": key_hash(key),
        "organisation": scope.current(),
        "provider": who.provider if who else "",
        "acting": bool(who and who.acting),
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        row = cursor.fetchone()
    if row is None:
        return None
    channels, days, label, about_product, number, *columns = row
    service = Served(*columns[:9])
    soort = Berichtsoort(service.message_type)
    return Sendable(
        draft=drafts.kept(columns[9:]),
        service=service,
        form_number=number,
        login_level=highest(level for kind, _, _, level in channels or () if kind == Kanaal.WEBFORMULIER),
        provider_label=label or (who.provider if who else ""),
        about_product=about_product or "",
        ways=Kanaalkeuze(tuple(_designation(channel, soort) for channel in channels or ())),
        calendar=Kalender(frozenset(days or ())),
    )


def _designation(channel: tuple[str, str, str | None, str], soort: Berichtsoort) -> Aanwijzing:
    kind, begins, ends, _ = channel
    return Aanwijzing(
        soort=soort,
        weg=Weg(Kanaal(kind)),
        van=date.fromisoformat(begins),
        tot=None if ends is None else date.fromisoformat(ends),
        grond="register van kanalen",
    )
