"""A child is erased: only when whoever has a say agrees, whatever is owed, and for good."""

from __future__ import annotations

import datetime as dt
import inspect
import itertools
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from museminder.domain.billing.models import Posting, PostingRow
from museminder.domain.people.models import Student
from museminder.domain.privacy.models import Erasure, ErasureVoice, PrivacyRequest
from museminder.domain.privacy.queries.erasures import people_back_again
from museminder.domain.privacy.rules import erasing, weighing
from museminder.foundation.vault.destroying import known_erasures, unreplayed
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.promise.attempting import outcome
from museminder.promise.checking import Found, World, check, counted
from museminder.promise.passing import THROUGH, PassingSchool, found_ids, number_of, passing_school

AGAINST_A_WORD = """
select e.id::text from privacy_erasure e where e.state = 'done'
and exists (select from privacy_erasurevoice v
  where v.studio_id = e.studio_id and v.erasure_id = e.id and not v.agrees)
and not exists (select from privacy_erasurevoice v
  where v.studio_id = e.studio_id and v.erasure_id = e.id and v.account_id is null)
"""
NAMED_IN_THE_BOOKS = """
select b.id::text from (
  select studio_id, id, student_id from billing_charge union all
  select studio_id, id, student_id from billing_postingrow
) b join privacy_erasure e on e.studio_id = b.studio_id and e.student_id = b.student_id where e.state = 'done'
"""
# All that may be asked before a child is erased: who has a say, what they said, what must be kept. No money.
WEIGHED = {"is_held", "voices", "waits_for", "asked_on_paper"}
DONE_ERASURES = "select count(*) from privacy_erasure where state = 'done'"


@check(
    "erasing.agreed",
    "Weighs every case of guardians who agree, do not or say nothing, and looks at every child that was erased.",
)
def agreed(world: World) -> Found:
    """Cases in which a child is erased against a guardian's word or silence, or though it must be kept."""
    cases = list(_cases())
    wrong = [said for said, facts, may_be in cases if _is_erased(facts) and not may_be]
    noticed = all(_is_erased(facts) for _said, facts, may_be in cases if may_be)
    wrong += [f"erasure {each} was done against a word" for each in found_ids(AGAINST_A_WORD)]
    with passing_school() as school:
        erasure = _planted_erasure(school)
        school.keep(
            ErasureVoice,
            erasure=erasure,
            account_id=uuid7(),
            by_name="x",
            agrees=False,
            said_at=erasure.done_at,
        )
        noticed = noticed and str(erasure.pk) in found_ids(AGAINST_A_WORD)
    count = number_of(DONE_ERASURES)
    return Found(
        len(cases) + count,
        wrong,
        noticed,
        f"{len(cases)} cases weighed; {counted(count, 'people erased')}, {len(wrong)} against a word",
    )


def _cases() -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Two other guardians, each for, against or silent; one more without a sign-in or none; a hold; a court's word."""
    first, second = uuid7(), uuid7()
    says: tuple[bool | None, ...] = (True, False, None)
    for one, other, on_paper, is_held, court in itertools.product(
        says, says, (0, 1), (True, False), (True, False)
    ):
        voices = [
            _voice(account, agrees=word)
            for account, word in ((first, one), (second, other))
            if word is not None
        ]
        voices += [_voice(None, agrees=True)] if court else []
        facts = {
            "is_held": is_held,
            "voices": voices,
            "waits_for": [first, second],
            "asked_on_paper": on_paper,
        }
        may_be = not is_held and (court or (one is True and other is True and not on_paper))
        yield (
            f"erased with {one} and {other}, {on_paper} on paper, held {is_held}, court {court}",
            facts,
            may_be,
        )


def _voice(account_id: UUID | None, *, agrees: bool) -> ErasureVoice:
    return ErasureVoice(account_id=account_id, agrees=agrees, evidence="" if account_id else "A court")


def _is_erased(facts: dict[str, Any]) -> bool:
    return weighing.weighed(**facts) == Erasure.State.DONE


@check(
    "erasing.despite-debts",
    "Looks whether erasing asks what is owed or takes a bill along, and for erased children in the books.",
)
def despite_debts(world: World) -> Found:
    """Bills that still say for whom they were, though the child is erased; bills that would go with the child."""
    plans = {label: erasing.PLANS[label] for label in ("billing.Charge", "billing.PostingRow")}
    wrong = [f"{label} goes with the child" for label, plan in plans.items() if plan.goes]
    wrong += [f"{label} keeps the child" for label, plan in plans.items() if "student_id" not in plan.empties]
    asked = set(inspect.signature(weighing.weighed).parameters) - WEIGHED
    wrong += [f"{each} is asked before erasing" for each in sorted(asked)]
    wrong += [f"bill {each} says for which erased child it is" for each in found_ids(NAMED_IN_THE_BOOKS)]
    with passing_school() as school:
        noticed = _planted_bill(school, _planted_erasure(school)) in found_ids(NAMED_IN_THE_BOOKS)
    count = number_of(DONE_ERASURES)
    return Found(
        len(plans) + count,
        wrong,
        noticed,
        f"{counted(count, 'people erased')}, {len(wrong)} things wrong in the books",
    )


def _planted_bill(school: PassingSchool, erasure: Erasure) -> str:
    """A row of a month's bills that names the child of an erasure."""
    first = clock.now().date().replace(day=1)
    posting = school.keep(Posting, period=first, created_at=clock.now())
    row = school.keep(
        PostingRow,
        posting=posting,
        student_id=erasure.student_id,
        source_kind="check",
        source_id=uuid7(),
        description="check",
        due_on=first,
        reserved_ids=[uuid7() for _each in range(5)],
    )
    return str(row.pk)


@check(
    "erasing.for-good",
    "Looks in the tables and in the vault whether anybody who was erased can be read, and when no copy can be.",
)
def for_good(world: World) -> Found:
    """People who were erased and are there again, and erasures that name no day."""
    erased = known_erasures()
    back = people_back_again([(each.studio_id, each.subject_id) for each in erased])
    wrong = [f"{subject} of studio {studio} can be read again" for studio, subject in back]
    wrong += [f"{each.subject_id} of studio {each.studio_id} has keys again" for each in unreplayed()]
    with passing_school() as school:
        erasure = _planted_erasure(school)
        noticed = people_back_again([(school.studio_id, erasure.student_id)]) != []
        without = f"update privacy_erasure set unreadable_in_backups_on = null where id = '{erasure.pk}'"  # noqa: S608
        if outcome(THROUGH, without) == "":
            wrong.append("an erasure can be done without saying from which day no copy can be read")
    return Found(
        len(erased) + 1,
        wrong,
        noticed,
        f"{counted(len(erased), 'people erased')}, {len(back)} can be read again",
    )


def _planted_erasure(school: PassingSchool) -> Erasure:
    """A child with a name whose erasure is noted as done."""
    at = clock.now()
    student = school.keep(Student, first_name="Check")
    facts = {"student": student, "by_account_id": uuid7()}
    request = school.keep(
        PrivacyRequest,
        kind="erase",
        by_name="x",
        opened_at=at,
        due_on=at.date() + dt.timedelta(days=30),
        **facts,
    )
    erasure: Erasure = school.keep(
        Erasure,
        request=request,
        state="done",
        asked_at=at,
        done_at=at,
        unreadable_in_backups_on=at.date(),
        **facts,
    )
    return erasure
