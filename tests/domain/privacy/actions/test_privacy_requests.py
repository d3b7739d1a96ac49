"""Requests come, are due, and are answered once."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.privacy.actions.privacy_requests import (
    answer_request,
    note_request,
    open_request,
    refuse_request,
)
from museminder.domain.privacy.models import PrivacyRequest
from museminder.foundation.audit.models import Change
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_a_guardian_asks_and_the_office_answers_once(school: School) -> None:
    maria = school.add_person("Maria Delacroix", "guardian")
    with school.inside(school.owner):
        family = make_family(school, "Delacroix")
        make_guardian(school, family, "Maria", maria)
        theodore = make_student(school, family, "Theodore")
    with school.inside(maria):
        asked = open_request(
            kind="correct", student_id=theodore.pk, words="His name has an h", by=maria.actor, at=NOON
        )
    with school.inside(school.owner):
        done = answer_request(request_id=asked.pk, answer="It has now", by=school.owner.actor, at=NOON)
        with pytest.raises(Refused):
            refuse_request(request_id=asked.pk, answer="No", by=school.owner.actor, at=NOON)
        trail = list(
            Change.objects.filter(of_id=asked.pk).order_by("at", "id").values_list("what", flat=True)
        )
    with school.inside(maria):
        read = PrivacyRequest.objects.get(pk=asked.pk)

    assert (asked.due_on, asked.by_account_id) == (date(2026, 6, 20), maria.account_id)
    assert (done.state, read.answer, read.answered_by_name) == ("answered", "It has now", school.owner.name)
    assert trail == ["privacy.request.opened", "privacy.request.answered"]


def test_nobody_reads_what_another_asked(school: School) -> None:
    maria, dov = (school.add_person(name, "guardian") for name in ("Maria", "Dov"))
    with school.inside(school.owner):
        family = make_family(school)
        for person in (maria, dov):
            make_guardian(school, family, person.name, person)
        theodore = make_student(school, family, "Theodore")
    with school.inside(maria):
        open_request(kind="access", student_id=theodore.pk, words="", by=maria.actor, at=NOON)
        mine = PrivacyRequest.objects.count()
    with school.inside(dov):
        others = PrivacyRequest.objects.count()
    assert (mine, others) == (1, 0)


def test_a_letter_is_written_down_with_the_same_day(studio: School) -> None:
    facts = {"student_id": None, "words": "What do you hold?", "by": studio.owner.actor, "at": NOON}
    noted = note_request(kind="question", came_by="letter", by_name="Dov Aranda", **facts)
    assert (noted.came_by, noted.by_account_id, noted.due_on) == ("letter", None, date(2026, 6, 20))
    with pytest.raises(Refused):
        note_request(kind="question", came_by="letter", by_name=" ", **facts)


def test_a_question_without_words_and_an_answer_without_words_are_refused(studio: School) -> None:
    owner = studio.owner.actor
    with pytest.raises(Refused):
        open_request(kind="question", student_id=None, words=" ", by=owner, at=NOON)
    asked = open_request(kind="access", student_id=None, words="", by=owner, at=NOON)
    with pytest.raises(Refused):
        answer_request(request_id=asked.pk, answer=" ", by=owner, at=NOON)
