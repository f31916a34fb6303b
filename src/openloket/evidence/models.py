"""Tables of the log: events, their leaves in the tree, complete nodes, signed heads and timestamps."""

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One fact, in the exact bytes that were hashed. Refers loosely, by kind and id, without foreign keys."""

    organisation_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    body = models.TextField(help_text="canonical JSON; the leaf of the tree is its hash; no personal data")
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "subject_kind", "subject_id", "id"])]
        constraints = [models.UniqueConstraint(fields=["leaf_hash"], name="evidence_event_leaf_once")]


class Leaf(models.Model):
    """A leaf's place in the tree; without one it waits for the next seal. Holds a hash and nothing else."""

    event_id = models.BigIntegerField(primary_key=True)
    leaf_hash = models.BinaryField(max_length=32)
    leaf_index = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["event_id"], name="evidence_leaf_unsealed", condition=Q(leaf_index=None)),
        ]
        constraints = [models.UniqueConstraint(fields=["leaf_index"], name="evidence_leaf_index_once")]


class Node(models.Model):
    """The hash of a complete subtree: level 0 are the leaves."""

    pk = models.CompositePrimaryKey("level", "position")
    level = models.SmallIntegerField()
    position = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)


class TreeHead(models.Model):
    """A signed statement of what the whole log was at a moment (RFC 6962, signed tree head)."""

    tree_size = models.BigIntegerField(primary_key=True)
    root_hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    document = models.TextField(help_text="the signed tree head as JSON, as it goes into proofs")


class Timestamp(models.Model):
    """An RFC 3161 token of a third party over the root hash of a tree head."""

    tree_size = models.BigIntegerField(primary_key=True)
    token = models.BinaryField()
    tsa = models.CharField(max_length=200)
    at = models.DateTimeField()
