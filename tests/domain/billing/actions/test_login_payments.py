"""A guardian begins the payment that shows who agrees to a child's sign-in: one, and nobody else's."""

from __future__ import annotations

import pytest

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.actions.login_payments import begin_login_payment
from museminder.domain.billing.actions.payments import OPEN_FOR, begin_payment
from museminder.domain.billing.models import FamilyAccount, PaymentAttempt
from museminder.domain.billing.rules.refusals import Refused as NotPayable
from museminder.domain.consents.models import StudentLoginRequest
from museminder.domain.people.models import Guardian, Guardianship, Student
from museminder.foundation.identity.rules import Refused
from tests.factories.money import charge
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, Person, School


@pytest.fixture
def both(school: School) -> tuple[Person, Person]:
    """Two guardians of one family, with an account that owes the same amount as is asked for."""
    maria, joris = school.add_person("Maria", "guardian"), school.add_person("Joris", "guardian")
    with school.inside(school.owner):
        family = make_family(school)
        make_guardian(school, family, "Maria", maria, is_account_principal=True)
        make_guardian(school, family, "Joris", joris)
        make_student(school, family, "Luz")
    return maria, joris


def begin(person: Person, at=NOON, currency: str = "USD") -> PaymentAttempt:
    return begin_login_payment(
        student_id=Student.objects.get().pk,
        currency=currency,
        return_url=lambda attempt_id: f"https://member.localhost/payments/{attempt_id}/",
        by=person.actor,
        at=at,
    )


def open_account(school: School) -> FamilyAccount:
    with school.inside(school.owner):
        return open_family_account(family_id=Guardian.objects.filter(first_name="Maria").get().family_id)


def test_pressed_twice_it_is_one_payment_and_another_guardians_is_another(school: School, both) -> None:
    open_account(school)
    maria, joris = both
    with school.inside(maria):
        first, second = begin(maria), begin(maria)
        after_a_day = begin(maria, NOON + OPEN_FOR)
    with school.inside(joris):
        his = begin(joris)
    with school.inside(school.owner):
        asked = list(
            StudentLoginRequest.objects.order_by("asked_at").values_list("asked_by_account_id", flat=True)
        )

    assert (first.pk, first.amount, first.charge_ids) == (second.pk, 1_00, [])
    assert len({first.pk, after_a_day.pk, his.pk}) == 3
    assert asked == [maria.account_id, maria.account_id, joris.account_id]


def test_who_pays_a_bill_of_the_same_amount_does_not_go_on_with_it(school: School, both) -> None:
    account = open_account(school)
    maria, joris = both
    with school.inside(school.owner):
        charge(account, 1_00, school)
    with school.inside(maria):
        shown = begin(maria)
    with school.inside(joris):
        facts = {"charge_ids": None, "payer_id": None, "return_url": str, "by": joris.actor, "at": NOON}
        bill = begin_payment(family_account=FamilyAccount.objects.get(), **facts)

    assert (bill.pk == shown.pk, bill.login_request_id) == (False, None)


def test_without_an_account_without_the_right_and_of_age_nothing_begins(school: School, both) -> None:
    maria, _joris = both
    with school.inside(maria), pytest.raises(NotPayable, match="keeps no account"):
        begin(maria)
    open_account(school)
    with school.inside(maria), pytest.raises(NotPayable, match="in this currency"):
        begin(maria, currency="ISK")
    with school.inside(school.owner):
        Student.objects.update(is_adult=True)
    with school.inside(maria), pytest.raises(Refused, match="decides alone"):
        begin(maria)
    with school.inside(school.owner):
        Guardianship.objects.update(may_consent=False)
    with school.inside(maria), pytest.raises(Refused, match="another guardian decides"):
        begin(maria)
    with school.inside(school.owner):
        assert (PaymentAttempt.objects.count(), StudentLoginRequest.objects.count()) == (0, 0)
