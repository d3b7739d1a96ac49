"""Foreign keys that cannot reach another studio.

To Django they are ordinary foreign keys; in the database they are composite, ``(studio_id, x_id)``, and every
join over them carries the studio. The schema editor and the compiler beside this module do the rest.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.lookups import Exact
from django.db.models.sql.where import WhereNode


class StudioKey(models.ForeignKey):
    """Marks a table as owned by a studio; migrations keep it by class, which is how the schema editor knows."""

    def __init__(self, to: Any = "tenancy.Studio", on_delete: Any = models.PROTECT, **options: Any) -> None:
        options.setdefault("related_name", "+")
        options["db_index"] = False
        options["editable"] = False
        super().__init__(to, on_delete, **options)


def studio_field(model: Any) -> StudioKey | None:
    """The field that names the studio a row belongs to; None for a global table."""
    return next((f for f in model._meta.local_fields if isinstance(f, StudioKey)), None)


class _Composite:
    """What makes a foreign key carry its studio in joins and in descriptors."""

    model: Any
    remote_field: Any

    def is_composite(self) -> bool:
        return bool(studio_field(self.model) and studio_field(self.remote_field.model))

    def get_extra_restriction(self, alias: str, related_alias: str) -> WhereNode | None:
        mine, theirs = studio_field(self.model), studio_field(self.remote_field.model)
        if mine is None or theirs is None:
            return None
        same_studio: Any = Exact(theirs.get_col(alias), mine.get_col(related_alias))
        return WhereNode([same_studio])

    def get_extra_descriptor_filter(self, instance: Any) -> dict[str, Any]:
        return {"studio_id": instance.studio_id} if self.is_composite() else {}


class StudioForeignKey(_Composite, models.ForeignKey):
    """A reference to another row of the same studio."""


class StudioOneToOneField(_Composite, models.OneToOneField):
    """A reference of which a studio has at most one for each row referred to."""


def is_composite(field: Any) -> bool:
    """Whether a field is stored as a composite foreign key."""
    return isinstance(field, _Composite) and field.is_composite()
