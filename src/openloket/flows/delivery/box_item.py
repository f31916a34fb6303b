"""What goes to a message box: the number of its reader is opened here, for the hand-over and nothing else."""

from openloket.people.models import Identifier, Reachability
from openloket.people.persons import identifier_of
from openloket.post.accounts import kept_account
from openloket.post.mime import Letter
from openloket.post.models import Message, Way
from openloket.post.ports import BoxMessage, Permanent, Temporary
from openloket.tenancy.sealing import Unsealable

NOBODY = "niemand brengt berichten nog naar de Berichtenbox"
TAKEN_BACK = "de lezer wil dit niet meer in de Berichtenbox"
NO_NUMBER = "van deze lezer is geen burgerservicenummer bekend"
NO_KEY = "het nummer van deze lezer is nu niet te openen"


def box_item(message_id: int, letter: Letter) -> BoxMessage:
    """The words of a message and the number of who said yes to this (Awb 2:8), ready to be carried.

    The number stands in no row, job, fact or log: what comes out of this must not be kept or printed. Raises
    Permanent when it can't go there any more, so that it goes on in another way; Temporary when the number
    can't be opened now.
    """
    if kept_account(Way.BOX) is None:
        raise Permanent(NOBODY)
    yes = Reachability.objects.filter(
        pk__in=Message.objects.filter(pk=message_id).values("consent_id"), way=Reachability.Way.BOX
    )
    person_id = yes.filter(withdrawn_at=None).values_list("person_id", flat=True).first()
    if person_id is None:
        raise Permanent(TAKEN_BACK)
    try:
        number = identifier_of(person_id, Identifier.Kind.BSN)
    except Unsealable as problem:
        raise Temporary(NO_KEY) from problem
    if not number:
        raise Permanent(NO_NUMBER)
    return BoxMessage(number, letter.subject_line, letter.text, letter.returns.mark)
