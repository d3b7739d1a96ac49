"""Names of people as lists write them."""

from __future__ import annotations

import pytest

from museminder.domain.switching.formats.names import (
    FamilyLabel,
    PersonName,
    is_filler,
    parse_family_label,
    remark_in,
    split_list,
    split_name,
    split_people,
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Howard, Patrick (1)", FamilyLabel(PersonName("Patrick", "Howard"), "1")),
        ("de la Cruz, Ana María (33)", FamilyLabel(PersonName("Ana María", "de la Cruz"), "33")),
        ("Howard (2)", FamilyLabel(PersonName("", "Howard"), "2")),
        ("Howard, Patrick", FamilyLabel(PersonName("Patrick", "Howard"), "")),
        ("", None),
    ],
)
def test_a_family_label_is_a_guardian_and_a_number(text: str, label: FamilyLabel | None) -> None:
    assert parse_family_label(text) == label


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alisha Hunter", PersonName("Alisha", "Hunter")),
        ("Ludwig van Beethoven", PersonName("Ludwig", "van Beethoven")),
        ("Hunter, Alisha", PersonName("Alisha", "Hunter")),
        ("Anna Maria Mozart", PersonName("Anna Maria", "Mozart")),
        ("Cher", PersonName("Cher", "")),
    ],
)
def test_a_name_is_split_before_the_family_name(text: str, name: PersonName) -> None:
    assert split_name(text) == name


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Alisha Hunter, Ellen Larson", ("Alisha Hunter", "Ellen Larson")),
        ("Hunter, Alisha", ("Alisha Hunter",)),
        ("Hunter, Alisha; Larson, Ellen", ("Alisha Hunter", "Ellen Larson")),
        ("Cher", ("Cher",)),
        ("Vera Lind, Vera Lind", ("Vera Lind",)),
        ("", ()),
    ],
)
def test_a_list_of_people_is_split_between_them(text: str, people: tuple[str, ...]) -> None:
    assert split_people(text) == people


def test_a_list_of_things_is_split_at_semicolons_and_lines() -> None:
    assert split_list("Ballet I; Tap II;\n Jazz ") == ("Ballet I", "Tap II", "Jazz")


@pytest.mark.parametrize(("text", "fills"), [("X", True), ("Ms.", True), ("n/a", True), ("Xavier", False)])
def test_fillers_are_told_from_names(text: str, fills: bool) -> None:
    assert is_filler(text) is fills


@pytest.mark.parametrize(
    ("name", "remark"), [("ASHLEY (sibling)", "(sibling)"), ("Mia [MU]", "[MU]"), ("O'Brien-Núñez", "")]
)
def test_remarks_in_names_are_found(name: str, remark: str) -> None:
    assert remark_in(name) == remark
