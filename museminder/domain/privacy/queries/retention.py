"""What is too old to be kept, and what is held although it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from museminder.domain.people.models import Family, Guardian, Household, Student
from museminder.domain.privacy.models import LegalHold, RetentionRun
from museminder.domain.privacy.rules.retention import last_day
from museminder.primitives.holdings import Holding
from museminder.primitives.retention import Event, Rule

MARK = "—"  # stands where there was a name, and the database wants one


def due_rows(holding: Holding, rule: Rule, *, on: date) -> models.QuerySet[Any]:
    """The rows of a table for which a rule's time is over and which still say something, held ones among them."""
    model = table_of(holding.model)
    rows = model.objects.filter(_is_over(model, rule, last_day(rule, on=on)))
    if rule.empties:
        empty = Q(**emptied(model, rule.empties))
        rows = rows.exclude(empty)
    return rows


def table_of(label: str) -> Any:
    """The model with a label such as ``people.Student``; this area is below most of them, and knows none by name."""
    return next(model for model in apps.get_models() if model._meta.label == label)


def emptied(model: type[models.Model], names: Iterable[str]) -> dict[str, Any]:
    """What stands in fields once they are emptied, by name."""
    return {name: _empty(model._meta.get_field(name)) for name in names}


def is_held(holding: Holding, held: frozenset[UUID]) -> Q:
    """The condition of rows that a legal hold keeps."""
    path = holding.subject.replace(".", "__")
    if path and held and isinstance(_last_field(table_of(holding.model), path), ArrayField):
        return Q(**{f"{path}__overlap": sorted(held)})
    return Q(**{f"{path}__in": held}) if path and held else Q(pk__in=[])


def held_subjects(at: datetime) -> frozenset[UUID]:
    """Ids of whom a legal hold in force is about: students, their families, and the guardians of those."""
    holds = LegalHold.objects.filter(held_from__lte=at).filter(Q(ended_at=None) | Q(ended_at__gt=at))
    students = set(holds.values_list("student_id", flat=True))
    if not students:
        return frozenset()
    families = set(Household.objects.filter(student__in=students).values_list("family_id", flat=True))
    guardians = set(Guardian.objects.filter(family__in=families).values_list("pk", flat=True))
    return frozenset(students | families | guardians)


def holds_in_force(at: datetime) -> models.QuerySet[LegalHold]:
    """Legal holds that stop erasing now, the next to be looked at again first."""
    holds = LegalHold.objects.filter(held_from__lte=at).filter(Q(ended_at=None) | Q(ended_at__gt=at))
    return holds.select_related("student").order_by("review_on", "id")


def last_run() -> RetentionRun | None:
    """What the last night did; None before the first."""
    return RetentionRun.objects.order_by("-ran_at").first()


def students_without_a_day() -> models.QuerySet[Student]:
    """Students who are not active and have no last day; the next night gives them one."""
    return Student.objects.filter(is_active=False, ended_on=None, merged_into=None).exclude(first_name=MARK)


def _is_over(model: type[models.Model], rule: Rule, day: date) -> Q:
    if rule.event is Event.STUDENT_LEFT:
        own = Q(is_active=False, ended_on__lte=day, merged_into=None)
        kept = Q(
            merged_into__is_active=False, merged_into__ended_on__lte=day
        )  # a merged record goes with the kept
        left = Student.objects.filter(own | kept)
        return Q(**{f"{rule.since}__in": left.values("pk")})
    if rule.event is Event.FAMILY_LEFT:
        mine = Household.objects.filter(family=OuterRef("pk"))
        here = mine.filter(
            Q(student__merged_into=None) & _is_still_here("student", day)
            | Q(student__merged_into__isnull=False) & _is_still_here("student__merged_into", day)
        )
        left_families = Family.objects.filter(Exists(mine), ~Exists(here))
        return Q(**{f"{rule.since}__in": left_families.values("pk")})
    moment = _last_field(model, rule.since)
    moment = getattr(moment, "output_field", moment)  # of a column that the database works out
    is_moment = isinstance(moment, models.DateTimeField)
    return Q(**{f"{rule.since}__date__lte" if is_moment else f"{rule.since}__lte": day})


def _is_still_here(path: str, day: date) -> Q:
    """The condition that a student is with us, has no last day, or had it after a day."""
    return (
        Q(**{f"{path}__is_active": True})
        | Q(**{f"{path}__ended_on": None})
        | Q(**{f"{path}__ended_on__gt": day})
    )


def _last_field(model: Any, path: str) -> Any:
    *through, last = path.split("__")
    for name in through:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)


def _empty(field: Any) -> Any:
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return field.get_default()
    return "" if field.blank or not field.editable else MARK
