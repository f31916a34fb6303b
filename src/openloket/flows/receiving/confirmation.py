"""What a person gets to read after sending: the receipt's consequences and the words of its e-mail."""

from datetime import datetime
from typing import Any

from openloket.evidence.copy import Copy
from openloket.flows.queue import RECEIPTS, enqueue
from openloket.flows.receiving.arriving import Placed
from openloket.flows.receiving.judging import Judged
from openloket.flows.receiving.sendable import Offered
from openloket.law.waarom import datum_in_woorden
from openloket.post.composing import Rendered, put, render
from openloket.tenancy.addresses import installation_url, public_url
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import Organisation


def consequences(sendable: Offered, judged: Judged, placed: Placed) -> dict[str, Any]:
    """What happens now and by when, kept with the receipt so that it always shows what was promised."""
    as_what = judged.meant.told.get("als")
    taken = (f"Wij behandelen uw bericht als {as_what}.",) if as_what else ()
    return {
        "service": sendable.service.title,
        "after": [*taken, *placed.remarks, *sendable.service.texts["after"]],
        "offline": sendable.service.texts["offline"],
        "term": {**placed.term.naar_dict(), "laatste_dag_tekst": datum_in_woorden(placed.term.laatste_dag)},
        "protected": not judged.copy_by_email,
        "check": judged.form.check,
        "why_receipt": judged.duty.waarom.naar_dict(),
    }


def confirmation(
    organisation: Organisation,
    copy: Copy,
    told: dict[str, Any],
    access_key: str,
    *,
    with_hashes: bool = False,
) -> Rendered:
    """The e-mail: with the exact copy, or with a protected link where the form is sensitive (Awb 2:9).

    `with_hashes` shows the SHA-256 of each file, for who sent them by e-mail.
    """
    url = public_url(organisation, f"ontvangst/{copy.reference}/{access_key}")
    return render(
        "receipt",
        f"Wij hebben uw bericht ontvangen ({copy.reference})",
        {
            "org": organisation,
            "receipt": {
                "product": copy.service,
                "reference": copy.reference,
                "received_at": told.get("received") or in_words(copy.received_at),
                "entered": told.get("entered"),
                "term": {"last_day": told["term"]["laatste_dag_tekst"]},
                "after": told["after"],
                "steps": copy.steps,
                "attachments": copy.attachments,
                "with_hashes": with_hashes,
                "verify_url": installation_url("controleren"),
            },
            "receipt_url": url,
            "protected_url": url if told["protected"] else None,
        },
    )


def post_confirmation(
    organisation: Organisation,
    mail: Rendered,
    submission_id: int,
    address: str,
    now: datetime,
    *,
    in_reply_to: str = "",
) -> None:
    """Give the e-mail to the worker, in the transaction that receives the message."""
    message = put(
        mail,
        kind="receipt",
        subject=("submission", submission_id),
        to_address=address,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
        in_reply_to=in_reply_to,
    )
    enqueue("deliver_message", priority=RECEIPTS, organisation_id=organisation.pk, message_id=message.pk)
