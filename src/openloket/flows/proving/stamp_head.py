"""The newest head of the log gets the time of an independent clock, long after anyone waits for it."""

from openloket.evidence.models import Timestamp, TreeHead
from openloket.evidence.ports import Timestamper


def stamp_newest_head(timestamper: Timestamper) -> int | None:
    """Have the newest head stamped, unless it was; returns its size, or None when there was nothing to do.

    A head covers every fact before it, so older heads need no stamp of their own. Two processes that
    stamp the same head at once keep one token. Raises the port's Temporary or Permanent.
    """
    head = TreeHead.objects.order_by("-tree_size").values_list("tree_size", "root_hash").first()
    if head is None or Timestamp.objects.filter(tree_size=head[0]).exists():
        return None
    tree_size, root_hash = head
    stamp = timestamper.stamp(bytes(root_hash))
    row = Timestamp(tree_size=tree_size, token=stamp.token, tsa=stamp.tsa, at=stamp.at)
    Timestamp.objects.bulk_create([row], ignore_conflicts=True)
    return int(tree_size)
