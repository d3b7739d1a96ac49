"""Month posting: work out, look over, commit once."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.billing.actions.charges import ChargeFacts, post_charge, reverse_charge
from museminder.domain.billing.actions.postings import commit_posting, leave_out, start_posting, take_up
from museminder.domain.billing.models import Charge, FamilyAccount, LedgerTransaction, Posting, PostingRow
from museminder.domain.billing.queries.balances import balance_of
from museminder.domain.billing.rules.refusals import Refused
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.people.actions.households import change_household, place_in_family
from museminder.domain.people.models import Household
from tests.factories.classes import make_offering
from tests.factories.money import faults, ledger, who
from tests.factories.people import SINCE, make_family, make_student
from tests.factories.tuition import SEPTEMBER, class_of, enroll, make_plan, prepare, priced
from tests.schools import NOON, School


def rows(posting: Posting) -> list[tuple[int, str]]:
    return list(posting.rows.order_by("source_id", "id").values_list("amount", "state"))


def commit(posting: Posting, school: School) -> Posting:
    return commit_posting(posting_id=posting.pk, **who(school))


def test_a_month_is_looked_over_then_posted_with_its_tax_and_its_steps(studio: School) -> None:
    class_of(studio, "Anneliese", "Theodore", tax=8_25)
    posting = prepare(studio)
    assert rows(posting) == [(129_90, "ready"), (129_90, "ready")]
    assert Charge.objects.count() == 0

    assert commit(posting, studio).state == "posted"

    assert ledger() == {"receivable": 259_80, "tuition_income": -240_00, "tax_payable": -19_80}
    assert faults(*FamilyAccount.objects.all()) == []
    charge = Charge.objects.first()
    assert charge is not None
    assert (charge.period, charge.kind, charge.tax_amount) == (SEPTEMBER, "tuition", 9_90)
    assert [step["kind"] for step in charge.steps] == ["plan_price", "full_month"]
    assert rows(posting) == [(129_90, "posted"), (129_90, "posted")]


def test_a_posting_committed_again_and_a_month_prepared_again_charge_nothing_twice(studio: School) -> None:
    class_of(studio, "Anneliese")
    posting = prepare(studio)
    for _ in range(3):
        commit(posting, studio)
    again = prepare(studio)
    assert (rows(again), Charge.objects.count()) == ([], 1)
    assert LedgerTransaction.objects.count() == 1


def test_a_late_enrollment_is_posted_in_a_second_posting_of_the_month(studio: School) -> None:
    (first,) = class_of(studio, "Anneliese")
    commit(prepare(studio), studio)
    late = make_student(studio, make_family(studio, "Zhang"), "Wei")
    enroll(studio, late, first.offering, date(2026, 9, 16))
    second = prepare(studio)
    assert rows(second) == [(60_00, "ready")]  # two of four meetings left
    commit(second, studio)
    assert sorted(Charge.objects.values_list("amount", flat=True)) == [60_00, 120_00]


def test_an_exception_holds_up_the_month_until_it_is_left_out(studio: School) -> None:
    class_of(studio, "Anneliese")
    unpriced = make_offering("Tap I")
    enroll(studio, make_student(studio, make_family(studio, "Zhang"), "Wei"), unpriced)
    posting = prepare(studio)
    row = posting.rows.get(state="exception")
    assert row.problem == "no_plan"
    with pytest.raises(Refused, match="need a decision"):
        start_posting(posting=posting, by=studio.owner.actor, at=NOON)
    leave_out(row=row, by=studio.owner.actor, at=NOON)
    assert start_posting(posting=posting, by=studio.owner.actor, at=NOON).state == "posting"
    commit(posting, studio)
    assert Charge.objects.count() == 1


def test_a_row_left_out_stays_so_when_the_month_is_worked_out_again_and_can_be_taken_up(
    studio: School,
) -> None:
    class_of(studio, "Anneliese")
    leave_out(row=prepare(studio).rows.get(), by=studio.owner.actor, at=NOON)
    posting = prepare(studio)
    assert rows(posting) == [(120_00, "skipped")]
    take_up(row=posting.rows.get(), by=studio.owner.actor, at=NOON)
    assert rows(posting) == [(120_00, "ready")]


def test_nothing_is_decided_or_worked_out_anew_while_a_month_is_posted_or_after(studio: School) -> None:
    class_of(studio, "Anneliese")
    posting = start_posting(posting=prepare(studio), by=studio.owner.actor, at=NOON)
    row = PostingRow.objects.get()
    with pytest.raises(Refused, match="being posted"):
        leave_out(row=row, by=studio.owner.actor, at=NOON)
    with pytest.raises(Refused, match="being posted"):
        prepare(studio)
    commit(posting, studio)
    with pytest.raises(Refused, match="was posted"):
        take_up(row=row, by=studio.owner.actor, at=NOON)
    with pytest.raises(Refused, match="already posted"):
        start_posting(posting=posting, by=studio.owner.actor, at=NOON)


def share(enrollment: Enrollment, school: School) -> None:
    """Sixty to forty with a family that was never charged before."""
    when = {"by": school.owner.actor, "at": NOON}
    mine = Household.objects.get(student=enrollment.student)
    change_household(
        household_id=mine.pk, share_percent=60, lives_with=True, is_billed_by_default=True, **when
    )
    his = make_family(school, "Vandersteen")
    place_in_family(student=enrollment.student, family=his, starts_on=SINCE, share_percent=40, **when)


def shared(school: School) -> FamilyAccount:
    (enrollment,) = class_of(school, "Theodore")
    share(enrollment, school)
    return enrollment.family_account


def test_two_families_pay_sixty_and_forty_on_accounts_of_their_own(studio: School) -> None:
    hers = shared(studio)
    commit(prepare(studio), studio)
    his = FamilyAccount.objects.get(family__name="Vandersteen")  # opened with its first charge
    assert (balance_of(hers), balance_of(his), faults(hers, his)) == (72_00, 48_00, [])
    steps = Charge.objects.get(family_account=his).steps
    assert steps[-1] == {
        "kind": "payer_share",
        "amount": 48_00,
        "parameters": {"share": 40, "of": 100, "whole_amount": 120_00},
    }


def test_a_month_charged_to_one_family_is_not_charged_again_when_it_is_shared_later(studio: School) -> None:
    (enrollment,) = class_of(studio, "Theodore")
    commit(prepare(studio), studio)
    share(enrollment, studio)
    assert rows(prepare(studio)) == []


def test_one_share_taken_back_is_posted_again_and_the_other_is_not(studio: School) -> None:
    hers = shared(studio)
    commit(prepare(studio), studio)
    reverse_charge(charge=Charge.objects.get(family_account=hers), reason="Wrong", **who(studio))
    posting = prepare(studio)
    assert rows(posting) == [(72_00, "ready")]
    commit(posting, studio)
    assert balance_of(hers) == 72_00


def test_what_was_charged_otherwise_since_the_preview_is_left_out_and_holds_nothing_up(
    studio: School,
) -> None:
    first, _ = class_of(studio, "Anneliese", "Theodore")
    posting = prepare(studio)
    facts = ChargeFacts("enrollment", first.pk, SEPTEMBER, "tuition", 99_00, SEPTEMBER, kind="tuition")
    post_charge(family_account=first.family_account, facts=facts, **who(studio))
    commit(posting, studio)
    assert sorted(Charge.objects.values_list("amount", flat=True)) == [99_00, 120_00]
    assert sorted(rows(posting)) == [(120_00, "posted"), (120_00, "skipped")]


def test_an_offering_may_have_two_plans_and_a_month_none_of_them_before_it_starts(studio: School) -> None:
    offering = priced(make_offering("Tap I"), make_plan())
    enroll(studio, make_student(studio, make_family(studio, "Zhang"), "Wei"), offering)
    assert rows(prepare(studio, date(2026, 8, 15))) == []
    assert rows(prepare(studio, date(2026, 9, 30))) == [(120_00, "ready")]
