"""Everything Django asks of a studio's tables carries the studio, whichever way it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core import serializers
from django.db import IntegrityError, connections, transaction
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.query import QuerySet

from museminder.domain.people.models import Contact, Family, Guardian, Guardianship, Household, Student
from museminder.foundation.tenancy.context import OutsideStudio
from tests.counting import statements
from tests.schools import School, open_school

SINCE = date(2025, 9, 1)


def first_family() -> Family:
    return Family.objects.order_by("name").first()


def student() -> Student:
    return Student.objects.get(first_name="Luz")


def as_json(model: Any) -> str:
    return serializers.serialize("json", model.objects.all())


# What is asked, and what it answers in a studio of two families and two students, beside another just like it.
READING: dict[str, tuple[Callable[[], Any], Any]] = {
    "count": (Family.objects.count, 2),
    "exists": (lambda: Family.objects.filter(name="Vega").exists(), True),
    "first": (lambda: first_family().name, "Okafor"),
    "in_bulk": (lambda: len(Student.objects.in_bulk([student().pk])), 1),
    "values": (
        lambda: list(Family.objects.order_by("name").values_list("name", flat=True)),
        ["Okafor", "Vega"],
    ),
    "forward": (lambda: Guardian.objects.get().family.name, "Vega"),
    "select_related": (
        lambda: [h.family.name for h in Household.objects.select_related("family")],
        ["Vega", "Vega"],
    ),
    "select_related two levels": (
        lambda: Guardianship.objects.select_related("guardian__family").first().guardian.family.name,
        "Vega",
    ),
    "select_related null": (lambda: Guardian.objects.select_related("membership").get().membership, None),
    "reverse": (
        lambda: list(Family.objects.get(name="Vega").guardians.values_list("first_name")),
        [("Ana",)],
    ),
    "prefetch reverse": (
        lambda: [
            len(f.guardians.all()) for f in Family.objects.order_by("name").prefetch_related("guardians")
        ],
        [0, 1],
    ),
    "prefetch forward": (
        lambda: [g.family.name for g in Guardian.objects.prefetch_related("family")],
        ["Vega"],
    ),
    "Prefetch": (
        lambda: len(
            Family.objects.prefetch_related(
                Prefetch("households", Household.objects.select_related("student"))
            )
            .get(name="Vega")
            .households.all()
        ),
        2,
    ),
    "filter over a join": (lambda: Guardian.objects.filter(family__name="Vega").count(), 1),
    "filter over a reverse join": (
        lambda: Family.objects.filter(guardians__first_name="Ana").distinct().count(),
        1,
    ),
    "filter by a row": (lambda: Household.objects.filter(student=student()).count(), 1),
    "filter in a query": (
        lambda: Household.objects.filter(student__in=Student.objects.filter(pk=student().pk)).count(),
        1,
    ),
    "exclude over a reverse join": (lambda: Family.objects.exclude(guardians__first_name="Ana").count(), 1),
    "isnull over a reverse join": (lambda: Family.objects.filter(guardians__isnull=True).count(), 1),
    "annotate": (
        lambda: list(
            Family.objects.annotate(n=Count("guardians")).order_by("name").values_list("n", flat=True)
        ),
        [0, 1],
    ),
    "group by": (
        lambda: list(Household.objects.values("family__name").annotate(total=Sum("share_percent"))),
        [{"family__name": "Vega", "total": 200}],
    ),
    "aggregate": (lambda: Household.objects.aggregate(total=Sum("share_percent")), {"total": 200}),
    "Exists": (
        lambda: Family.objects.filter(Exists(Guardian.objects.filter(family=OuterRef("pk")))).count(),
        1,
    ),
    "Subquery": (
        lambda: (
            Guardian.objects.annotate(
                x=Subquery(Family.objects.filter(pk=OuterRef("family")).values("name")[:1])
            )
            .get()
            .x
        ),
        "Vega",
    ),
    "FilteredRelation": (
        lambda: (
            Family.objects.annotate(g=FilteredRelation("guardians", condition=Q(guardians__first_name="Ana")))
            .filter(g__isnull=False)
            .count()
        ),
        1,
    ),
    "union": (
        lambda: Family.objects.filter(name="Vega").union(Family.objects.filter(name="Okafor")).count(),
        2,
    ),
    "iterator": (lambda: sum(1 for _ in Student.objects.iterator(chunk_size=1)), 2),
    "lock over a join": (
        lambda: len(Household.objects.select_for_update(of=("self",)).select_related("student")),
        2,
    ),
    "skip what is locked": (lambda: len(Student.objects.select_for_update(skip_locked=True)), 2),
    "serialize": (
        lambda: (
            next(
                serializers.deserialize("json", serializers.serialize("json", Guardian.objects.all()))
            ).object.first_name
        ),
        "Ana",
    ),
}
WRITING: dict[str, tuple[Callable[[], Any], Any]] = {
    "create": (lambda: Family.objects.create(name="New").name, "New"),
    "save": (lambda: student().save(), None),
    "save some fields": (lambda: student().save(update_fields=["first_name"]), None),
    "refresh": (lambda: student().refresh_from_db(), None),
    "update": (lambda: Family.objects.update(version=F("version") + 1), 2),
    "update over a join": (lambda: Guardian.objects.filter(family__name="Vega").update(last_name="V"), 1),
    "bulk_create": (lambda: len(Family.objects.bulk_create([Family(name="A"), Family(name="B")])), 2),
    "bulk_create, conflicts ignored": (
        lambda: len(
            Family.objects.bulk_create([Family(pk=first_family().pk, name="A")], ignore_conflicts=True)
        ),
        1,
    ),
    "bulk_create, conflicts updated": (
        lambda: len(
            Family.objects.bulk_create(
                [Family(pk=first_family().pk, name="A")],
                update_conflicts=True,
                update_fields=["name"],
                unique_fields=["studio", "id"],
            )
        ),
        1,
    ),
    "bulk_update": (lambda: Family.objects.bulk_update([first_family()], ["name"]), 1),
    "get_or_create, there": (lambda: Family.objects.get_or_create(name="Vega")[1], False),
    "get_or_create, new": (lambda: Family.objects.get_or_create(name="Nowak")[1], True),
    "update_or_create": (
        lambda: Family.objects.update_or_create(name="Vega", defaults={"version": 9})[1],
        False,
    ),
    "create through the reverse": (
        lambda: first_family().guardians.create(first_name="Ada").first_name,
        "Ada",
    ),
    "delete rows": (lambda: Contact.objects.all().delete(), (0, {})),
    "delete one": (lambda: first_family().delete()[0], 1),
}


@pytest.fixture
def families(school: School) -> Iterator[School]:
    """Inside a school with two families, beside another school with the same."""
    for each in (open_school("neighbor", "Neighbor"), school):
        with each.inside(each.owner):
            Family.objects.create(name="Okafor")
            vega = Family.objects.create(name="Vega")
            ana = Guardian.objects.create(family=vega, first_name="Ana", last_name="Vega")
            for name in ("Luz", "Mateo"):
                child = Student.objects.create(first_name=name, last_name="Vega")
                Household.objects.create(student=child, family=vega, starts_on=SINCE)
                Guardianship.objects.create(guardian=ana, student=child)
    with school.inside(school.owner):
        yield school


@pytest.mark.parametrize("name", [*READING, *WRITING])
def test_whatever_is_asked_stays_in_the_studio(families: School, name: str) -> None:
    ask, expected = (READING | WRITING)[name]

    with statements("studio") as asked:
        answer = ask()

    assert answer == expected
    assert [
        sql for sql in asked if "people_" in sql and not sql.startswith("INSERT") and "studio_id" not in sql
    ] == []


def test_outside_a_studio_nothing_is_asked(live_school: School) -> None:
    with pytest.raises(OutsideStudio, match="Family was asked for outside a studio"):
        Family.objects.using("studio").count()
    with live_school.inside(live_school.owner):
        assert Family.objects.count() == 0


def test_a_row_cannot_be_saved_into_another_studio(families: School) -> None:
    family = first_family()
    family.studio_id += 1

    with pytest.raises(OutsideStudio, match="cannot move"):
        family.save()


def test_a_reference_to_another_studio_is_refused_by_the_database(families: School) -> None:
    elsewhere = QuerySet(Family, using="owner").exclude(studio_id=families.studio_id)
    with connections["owner"].cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("select id from people_family where studio_id <> %s limit 1", [families.studio_id])
        [other] = cursor.fetchone()
        cursor.execute("set local role studio")

    assert elsewhere.filter(pk=other).exists() is False
    guardian = Guardian.objects.create(family_id=other, first_name="Ada")
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(using="studio"),
        connections["studio"].cursor() as cursor,
    ):
        cursor.execute("set constraints all immediate")
    guardian.delete()
