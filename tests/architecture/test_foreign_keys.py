"""Foreign keys run down too. They are strings, so the import linter cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, Model

from tests.architecture.source import heights_in

PLACES = {"museminder": heights_in("museminder")} | {
    f"museminder.{part}": heights_in(f"museminder.{part}") for part in ("domain", "foundation")
}
# A named way back lets a lower area walk up without an import. This list shrinks; new keys say related_name="+".
NAMED = [
    "attendance.MakeUpCredit.student",
    "billing.FamilyAccount.family",
    "courses.MeetingInstructor.staff_member",
    "courses.OfferingInstructor.staff_member",
    "enrollment.Enrollment.family_account",
    "enrollment.Enrollment.offering",
    "enrollment.Enrollment.student",
    "enrollment.OfferingTuition.offering",
    "enrollment.OfferingTuition.tuition_plan",
    "enrollment.Participation.meeting",
    "enrollment.Participation.student",
    "enrollment.PriceAgreement.tuition_plan",
]


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in keys_between_areas()
        if not stands_above(name_of(model), name_of(field.related_model))
    ]

    assert upward == []


def test_foreign_keys_between_areas_leave_no_way_back_up() -> None:
    named = [
        f"{model._meta.label}.{field.name}"
        for model, field in keys_between_areas()
        if not field.remote_field.hidden
    ]

    assert sorted(named) == NAMED


def test_direction_is_judged_at_every_level() -> None:
    assert stands_above("museminder.domain.billing", "museminder.domain.people") is True
    assert stands_above("museminder.domain.people", "museminder.domain.billing") is False
    assert stands_above("museminder.domain.billing", "museminder.domain.courses") is False
    assert stands_above("museminder.domain.people", "museminder.foundation.identity") is True
    assert stands_above("museminder.foundation.vault", "museminder.foundation.identity") is False


def keys_between_areas() -> Iterator[tuple[type[Model], Field]]:
    """Every foreign key from one of our areas to another."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            both_ours = field.is_relation and ours(model) and ours(field.related_model)
            if both_ours and name_of(model) != name_of(field.related_model):
                yield model, field


def ours(model: type[Model]) -> bool:
    return name_of(model).startswith("museminder.")


def name_of(model: type[Model]) -> str:
    return str(model._meta.app_config.name)


def stands_above(one: str, other: str) -> bool:
    """Whether the package ``one`` may use the package ``other``; both are two names deep, as our apps are."""
    (_, upper, inside), (_, lower, below) = one.split("."), other.split(".")
    if upper != lower:
        return PLACES["museminder"][upper] > PLACES["museminder"][lower]
    return PLACES[f"museminder.{upper}"][inside] > PLACES[f"museminder.{upper}"][below]
