"""From which status a zaak may go to which."""

from openloket.zaken.models import Status

_NEXT = {
    Status.RECEIVED: (Status.IN_PROGRESS, Status.WAITING, Status.DECIDED, Status.CLOSED),
    Status.IN_PROGRESS: (Status.WAITING, Status.DECIDED, Status.CLOSED),
    Status.WAITING: (Status.IN_PROGRESS, Status.DECIDED, Status.CLOSED),
    Status.DECIDED: (Status.CLOSED, Status.IN_PROGRESS),
    Status.CLOSED: (Status.IN_PROGRESS,),
}


def next_statuses(status: str) -> tuple[Status, ...]:
    """The statuses that may follow, the usual one first; going back from the last two means: opened again."""
    return _NEXT[Status(status)]
