"""Who is within reach of a child: accounts and mailboxes, as row security sees it."""

from __future__ import annotations

from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.actions.guardians import set_rights
from museminder.domain.people.queries.reach import guarded_students, near_a_guarded_child, reach_of
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School

EVERYTHING = {"sees", "may_pick_up", "pays", "may_consent", "bills"}


def test_reach_is_what_accounts_and_mailboxes_may_do_but_for_whom_an_order_names(school: School) -> None:
    maria, who = school.add_person("Maria", "guardian"), {"by": school.owner.actor, "at": NOON}
    with school.inside(school.owner):
        family, other = make_family(school), make_family(school, "Other")
        luz, ana = make_student(school, family, "Luz"), make_student(school, other, "Ana")
        mother = make_guardian(school, family, "Maria", maria, email="maria@example.com")
        pablo = make_guardian(school, family, "Pablo", email="pablo@example.com")
        far = make_guardian(school, family, "Jo", email="jo@example.com")
        none = {"sees": False, "may_pick_up": False, "pays": False, "may_consent": False}
        set_rights(guardian=far, student=luz, **none, **who)
        make_guardian(school, other, "Ilse", email="ilse@example.com")
        before = reach_of([luz.pk], on=NOON.date())
        record_custody_denial(student=luz, guardian=pablo, evidence="Court", **who)
        after = reach_of([luz.pk], on=NOON.date())
        guarded, near = (
            guarded_students([luz.pk, ana.pk]),
            near_a_guarded_child([mother.pk, pablo.pk, far.pk]),
        )

    account = str(maria.account_id)
    assert {key: may for (key, _student), may in before.may.items()} == dict.fromkeys(
        (account, "maria@example.com", "pablo@example.com"), EVERYTHING
    ) | {"jo@example.com": set()}
    assert ("pablo@example.com", luz.pk) not in after.may
    assert (after.same(account), after.of("maria@example.com", luz.pk)) == ({"maria@example.com"}, EVERYTHING)
    assert before.is_guarded(luz.pk, against="pablo@example.com")
    assert not before.is_guarded(luz.pk, against="maria@example.com")  # she is not guarded against herself
    assert (guarded, near) == ({luz.pk}, {mother.pk: luz.pk, pablo.pk: luz.pk})
