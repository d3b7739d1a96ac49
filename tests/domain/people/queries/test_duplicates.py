"""Who may be entered twice."""

from datetime import date

from museminder.domain.people.queries.duplicates import find_duplicates, similarity
from tests.factories.people import make_family, make_guardian, make_student

BORN = date(2012, 3, 4)


def found():
    return [
        (each.kind, each.first.pk, each.second.pk, [str(why) for why in each.reasons])
        for each in find_duplicates()
    ]


def test_a_similar_name_and_the_same_birth_date(studio):
    first, second = make_family(studio, "Papadimitriou"), make_family(studio, "Papadimitriu")
    one = make_student(studio, first, "Anneliese", birth_date=BORN)
    other = make_student(studio, second, "Annelise", birth_date=BORN)
    make_student(studio, first, "Theodore", birth_date=BORN)
    assert found() == []
    again = make_student(studio, second, "Anneliese", birth_date=BORN)
    assert found() == [
        ("student", one.pk, again.pk, ["similar_name_same_birth_date"]),
        ("student", other.pk, again.pk, ["similar_name_same_birth_date"]),
    ]


def test_the_same_name_in_any_order_unless_the_birth_dates_differ(studio):
    family = make_family(studio, "Vega")
    one = make_student(studio, family, "Ana", "Vega", birth_date=BORN)
    make_student(studio, family, "Vega", "Ana", birth_date=date(2013, 3, 4))
    assert found() == []
    third = make_student(studio, family, "ána", "VEGA")
    assert ("student", one.pk, third.pk, ["same_name"]) in found()


def test_families_whose_guardians_share_a_mailbox_or_a_telephone(studio):
    first, second = make_family(studio, "Vega"), make_family(studio, "Vega-Ruiz")
    make_guardian(studio, first, "Ana", email="ana@example.com", mobile_phone="(919) 555-0107")
    make_guardian(studio, second, "Ana", email="Ana@example.com", home_phone="+1 919 555 0107")
    assert found() == [("family", first.pk, second.pk, ["same_email", "same_phone"])]


def test_guardians_of_one_family_with_similar_names(studio):
    family = make_family(studio, "Vega")
    one = make_guardian(studio, family, "Ana", mobile_phone="919 555 0107")
    make_guardian(studio, family, "Luis", mobile_phone="919 555 0107")
    other = make_guardian(studio, family, "Ana Maria", mobile_phone="919 555 0107")
    assert found() == [("guardian", one.pk, other.pk, ["same_phone"])]


def test_similarity_counts_common_letter_triples():
    assert similarity("ana vega", "ana vega") == 1.0
    assert similarity("ana", "luz") == 0.0
    assert similarity("anna", "anne") == 3 / 7
