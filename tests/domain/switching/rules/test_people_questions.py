"""Questions about families, guardians and students."""

from __future__ import annotations

from datetime import date

from museminder.domain.switching.rules.findings import Finding, FindingCode
from museminder.domain.switching.rules.people_questions import people_questions
from museminder.domain.switching.rules.questions import Question, QuestionKind
from museminder.domain.switching.rules.records import ImportedPhone
from tests.domain.switching.rules.rosters import TODAY, asked, family, guardian, roster, row, student


def questions(kind: QuestionKind, **records: object) -> list[Question]:
    return asked(people_questions(roster(**records), today=TODAY), kind)


def test_an_adult_with_a_childs_birth_date_is_asked_about_by_age() -> None:
    (question,) = questions(
        QuestionKind.ADULT_WITH_CHILDS_BIRTH_DATE,
        students=(
            student(2, is_adult=True, birth_date=date(2016, 3, 7)),
            student(3, is_adult=True, birth_date=date(1988, 3, 7)),
            student(4, is_adult=True),
            student(5, birth_date=date(2016, 3, 7)),
        ),
    )

    assert question.sentence == "1 student is marked as an adult, but born less than 18 years ago."
    assert [(one.row, one.text) for one in question.subjects] == [(row(2), "Ngozi Okafor, 10 years old")]
    assert [choice.value for choice in question.choices] == ["date_is_wrong", "is_child", "is_adult"]
    assert question.default == "date_is_wrong"


def test_a_grown_up_without_guardian_may_be_an_adult_student() -> None:
    (question,) = questions(
        QuestionKind.GROWN_UP_WITHOUT_GUARDIAN,
        students=(
            student(2, birth_date=date(1988, 3, 7)),
            student(3, "f2", birth_date=date(1988, 3, 7)),
            student(4, birth_date=date(2016, 3, 7)),
        ),
        guardians=(guardian(family_key="f2"),),
    )

    assert (question.rows, question.default) == ((row(2),), "is_adult")


def test_a_remark_in_a_students_name_is_asked_about() -> None:
    noticed = (
        Finding(row(2), FindingCode.NAME_REMARK, "first_name"),
        Finding(row(3), FindingCode.NAME_REMARK, "guardian_1_first_name"),
    )
    (question,) = questions(
        QuestionKind.NAME_WITH_REMARK,
        students=(student(2, first_name="ASHLEY (sibling)"), student(3)),
        findings=noticed,
    )

    assert [subject.text for subject in question.subjects] == ["ASHLEY (sibling) Okafor"]


def test_one_address_of_two_guardians_goes_to_one_of_them() -> None:
    (question,) = questions(
        QuestionKind.EMAIL_OF_TWO_GUARDIANS,
        students=(student(),),
        guardians=(
            guardian(1, email="us@example.org"),
            guardian(2, first_name="Emeka", email="US@example.org"),
            guardian(3, first_name="Rosa", email="rosa@example.org"),
        ),
    )

    assert question.sentence == "Ada Okafor and Emeka Okafor share one e-mail address. Who signs in with it?"
    assert ([choice.value for choice in question.choices], question.default) == (["f1/1", "f1/2"], "f1/1")


def test_one_address_in_two_families_may_be_one_person() -> None:
    def asked_for(name: str) -> Question:
        (question,) = questions(
            QuestionKind.EMAIL_IN_TWO_FAMILIES,
            guardians=(
                guardian(1, "f1", email="ada@example.org"),
                guardian(1, "f2", email="ada@example.org", first_name=name),
            ),
        )
        return question

    assert (asked_for("ADA").default, asked_for("Emeka").default) == ("one_person", "two_people")
    assert asked_for("Emeka").sentence == (
        "The same e-mail address stands in 2 families: Ada Okafor and Emeka Okafor."
    )


def test_different_addresses_of_one_guardian_are_asked_about() -> None:
    (question,) = questions(
        QuestionKind.GUARDIAN_EMAILS_DIFFER,
        guardians=(guardian(email="a@example.org", other_emails=("b@example.org",)),),
    )

    assert [(choice.value, choice.label) for choice in question.choices] == [
        ("0", "a@example.org"),
        ("1", "b@example.org"),
    ]


def test_siblings_without_a_family_id_are_joined_by_guardian_and_address_or_phone() -> None:
    phone = ImportedPhone("mobile", "217-555-0142", "+12175550142")
    families = tuple(family(key, numbered=key == "f4") for key in ("f1", "f2", "f3", "f4"))
    (question,) = questions(
        QuestionKind.SIBLINGS_WITHOUT_FAMILY,
        families=families,
        students=tuple(student(number, f"f{number - 1}") for number in (2, 3, 4, 5)),
        guardians=(
            guardian(1, "f1", email="ada@example.org", phones=(phone,)),
            guardian(1, "f2", email="ADA@example.org", phones=(phone,)),
            guardian(1, "f3", email="other@example.org"),
            guardian(1, "f4", email="ada@example.org"),
        ),
    )

    assert (question.rows, question.default) == ((row(2), row(3)), "one_family")


def test_keys_and_choices_hold_no_names_or_addresses() -> None:
    found = people_questions(
        roster(
            families=(family("f1", numbered=False), family("f2", numbered=False)),
            students=(student(2, "f1"), student(3, "f2")),
            guardians=(
                guardian(1, "f1", email="ada@example.org", other_emails=("b@example.org",)),
                guardian(2, "f1", email="ada@example.org", first_name="Emeka"),
                guardian(1, "f2", email="ada@example.org"),
            ),
        ),
        today=TODAY,
    )
    kept = [text for one in found for text in (one.key, *(choice.value for choice in one.choices))]

    assert [text for text in kept if "example" in text or "ada" in text.lower()] == []
