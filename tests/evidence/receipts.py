"""A complete receipt with everything in it, made of real parts, for the tests of evidence and the PDF."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256

from openloket.adapters.timestamp.local import LocalAuthority, LocalTimestamper
from openloket.evidence.copy import Copy, CopyAttachment, CopyRow, CopyStep, FormRef
from openloket.evidence.keys import SigningKey
from openloket.evidence.promise import Promise, make_promise
from openloket.evidence.proof import (
    Event,
    Inclusion,
    Timestamp,
    build_proof,
    event_leaf,
    received_event,
)
from openloket.evidence.treehead import TreeHead, sign_tree_head
from openloket.merkle.hashing import leaf_hash
from openloket.merkle.tree import grow, inclusion_path

RECEIVED_AT = datetime(2026, 3, 4, 12, 5, 7, 123456, tzinfo=UTC)
SEALED_AT = RECEIVED_AT + timedelta(seconds=3)
STAMPED_AT = RECEIVED_AT + timedelta(seconds=9)
PHOTO = b"\xff\xd8\xff\xe0 a photo of a parking card"

KEY = SigningKey.from_pem(
    b"-----BEGIN PRIVATE KEY-----\n"
    b"MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
    b"-----END PRIVATE KEY-----\n"
)
OTHER_KEY = SigningKey.generate()


@cache
def authority() -> LocalAuthority:
    return LocalAuthority.create("Klok van deze installatie (geen derde partij)", RECEIVED_AT)


COPY = Copy(
    reference="DUI-2026-7KF3-Q9",
    received_at=RECEIVED_AT,
    organisation="duinstede",
    service="parkeervergunning",
    form=FormRef("parkeervergunning", "3", sha256(b"definition").hexdigest()),
    steps=(
        CopyStep(
            "uw-gegevens",
            "Uw gegevens",
            (
                CopyRow("naam", "Wat is uw naam?", ("Noor van der Velden",)),
                CopyRow("adres", "Wat is uw adres?", ("1234 AB 12", "Zeeweg", "Duinstede")),
                CopyRow("telefoon", "Wat is uw telefoonnummer?", ()),
            ),
        ),
        CopyStep("auto", "Uw auto", (CopyRow("kenteken", "Wat is het kenteken?", ("AB-123-C",)),)),
    ),
    attachments=(CopyAttachment("kaart.jpg", len(PHOTO), sha256(PHOTO).hexdigest()),),
    salt=sha256(b"salt").hexdigest(),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Every part of a proof, so that a test can put one wrong part in."""

    copy: Copy
    event: Event
    promise: Promise
    inclusion: Inclusion | None
    tree_head: TreeHead | None
    timestamp: Timestamp | None
    signer: SigningKey = KEY

    def file(self) -> bytes:
        return build_proof(
            self.copy,
            self.event,
            self.promise,
            self.signer,
            inclusion=self.inclusion,
            tree_head=self.tree_head,
            timestamp=self.timestamp,
        )

    def promised_only(self) -> "Parts":
        return replace(self, inclusion=None, tree_head=None, timestamp=None)


def parts(copy: Copy = COPY) -> Parts:
    """A receipt that stands as number 6 in a log of 11, with its timestamp."""
    event = received_event(copy, "webformulier", {"form": copy.form.key})
    leaf = event_leaf(event)
    leaves = (
        [leaf_hash(b"before %d" % n) for n in range(5)]
        + [leaf]
        + [leaf_hash(b"after %d" % n) for n in range(5)]
    )
    growth = grow(0, dict, leaves)
    path = inclusion_path(5, 11, lambda nodes: growth.nodes)
    head = sign_tree_head(KEY, "demo", growth.size, growth.root, SEALED_AT)
    stamp = LocalTimestamper(authority(), lambda: STAMPED_AT).stamp(growth.root)
    return Parts(
        copy,
        event,
        make_promise(KEY, leaf, copy.reference, copy.received_at),
        Inclusion(5, 11, tuple(path)),
        head,
        Timestamp(stamp.token, stamp.tsa),
    )
