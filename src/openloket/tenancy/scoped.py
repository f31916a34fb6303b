"""The model that every organisation's table inherits, and its manager that refuses without scope."""

from typing import Any, ClassVar, Self

from django.db import models

from openloket.tenancy import scope


class ScopedManager(models.Manager[Any]):
    """Refuses to make a query without a scope, and limits each query to it."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(organisation_id=scope.current())


class Scoped(models.Model):
    """A row that belongs to one organisation."""

    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def new(cls, **values: Any) -> Self:
        """A row for the organisation in scope that is not written yet."""
        return cls(organisation_id=scope.current(), **values)

    @classmethod
    def create(cls, **values: Any) -> Self:
        """Insert one row in the organisation in scope."""
        row: Self = cls._base_manager.create(organisation_id=scope.current(), **values)
        return row
