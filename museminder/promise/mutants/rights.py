"""Safeguards of what families may ask for, and of the days that must not pass, taken away one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
from django.conf import settings
from psycopg.conninfo import make_conninfo

from museminder.domain.privacy.models import Erasure
from museminder.domain.privacy.rules import copied, erasing
from museminder.foundation.vault.fields import SealedField
from museminder.promise.mutants.sabotage import Mutant, by_replacing, by_statement, register

DONE = (
    "update privacy_erasure set state = 'done', done_at = now(), unreadable_in_backups_on = current_date + 30",
)
# No trigger of the breaches' table asks how long ago it was found: whoever records it says so.
UNTOLD = """
with found as (
  insert into privacy_breach (id, what_happened, whose, what_we_do, found_at, recorded_at, recorded_by)
  values (gen_random_uuid(), 'x', 'x', 'x', now() - interval '4 days', now(), 'x') returning id, found_at
)
insert into privacy_breachnotice (id, breach_id, number, subject_count, what_happened, whose, what_we_do, found_at)
select gen_random_uuid(), id, 1, 1, 'x', 'x', 'x', found_at from found
"""
READS_ON = """
create or replace function sec.own_records(p_studio bigint, p_account uuid, p_at timestamptz) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array(select id from public.people_student where studio_id = p_studio and account_id = p_account) $$
"""
_copied_fields = copied.copied_fields


@contextmanager
def _erased_and_there(superuser_dsn: str) -> Iterator[None]:
    """The vault knows every student of the copy as erased; the vault forgets it again."""
    vault_dsn = make_conninfo(superuser_dsn, dbname=settings.VAULT_SERVER["dbname"])
    with psycopg.connect(superuser_dsn) as studios:
        students = studios.execute("select studio_id, id from people_student").fetchall()
    with psycopg.connect(vault_dsn, autocommit=True) as vault:
        for studio_id, student_id in students:
            vault.execute(
                "insert into keys.erasure (studio_id, subject_id, at) values (%s, %s, now())",
                [studio_id, student_id],
            )
        try:
            yield
        finally:
            vault.execute(
                "delete from keys.erasure where subject_id = any (%s)", [[each[1] for each in students]]
            )


def _without(plans: Mapping[str, erasing.Plan], label: str) -> dict[str, erasing.Plan]:
    return {**plans, label: erasing.GOES}


for _mutant in (
    Mutant(
        "child-let-in-unasked",
        "The database no longer asks for a guardian’s consent before a child signs in.",
        ("children.sign-in-by-consent",),
        by_statement("drop trigger consents_login on people_student"),
    ),
    Mutant(
        "child-reads-on",
        "A child’s sign-in goes on after what its guardian’s consent rests on is gone.",
        ("children.read-by-consent",),
        by_statement(READS_ON),
    ),
    Mutant(
        "child-in-another-table",
        "A table begins to speak of students, and nobody declares it.",
        ("rights.whole",),
        by_statement("alter table courses_room add column student_id uuid"),
    ),
    Mutant(
        "copy-without-the-sealed",
        "A family’s copy leaves out whatever is sealed.",
        ("rights.whole",),
        by_replacing(
            "museminder.domain.privacy.rules.copied.copied_fields",
            lambda table: tuple(each for each in _copied_fields(table) if not isinstance(each, SealedField)),
        ),
    ),
    Mutant(
        "consent-outgrown",
        "What a guardian agreed to goes on to count once the child is of age.",
        ("consents.of-age",),
        by_statement("drop trigger consents_not_outgrown on outside_disclosure"),
    ),
    Mutant(
        "birthdays-looked-for-nowhere",
        "The monthly look at birth dates starts in no school.",
        ("rights.passed-at-18",),
        by_replacing("museminder.domain.people.tasks.fan_out", lambda _task: 0),
    ),
    Mutant(
        "birthday-slept-through",
        "On the birthday the job does nothing.",
        ("rights.passed-at-18",),
        by_replacing("museminder.domain.people.tasks.let_rights_pass", lambda **_facts: None),
    ),
    Mutant(
        "nobody-asked-again",
        "What was agreed to before the policy changed for children goes on to count.",
        ("consents.asked-again",),
        by_statement("drop trigger consents_know_the_policy on outside_disclosure"),
    ),
    Mutant(
        "one-guardian-is-enough",
        "A child is erased as soon as one guardian asks.",
        ("erasing.agreed",),
        by_replacing("museminder.domain.privacy.rules.weighing.weighed", lambda **_facts: Erasure.State.DONE),
    ),
    Mutant(
        "erased-against-a-word",
        "A child was erased although a guardian had said no.",
        ("erasing.agreed",),
        by_statement("update privacy_erasurevoice set agrees = false", *DONE),
    ),
    Mutant(
        "erased-but-billed",
        "The bills of an erased child go on to say whose they are.",
        ("erasing.despite-debts",),
        by_statement(*DONE),
    ),
    Mutant(
        "bills-go-along",
        "Erasing a child takes its bills along.",
        ("erasing.despite-debts",),
        by_replacing(
            "museminder.domain.privacy.rules.erasing.PLANS", _without(erasing.PLANS, "billing.Charge")
        ),
    ),
    Mutant(
        "erased-and-back-again",
        "An older copy is brought back, and everybody who was erased can be read again.",
        ("erasing.for-good",),
        _erased_and_there,
    ),
    Mutant(
        "no-day-named",
        "Erasing no longer has to say from which day no copy can be read.",
        ("erasing.for-good",),
        by_statement("alter table privacy_erasure drop constraint erasure_is_done_with_two_dates"),
    ),
    Mutant(
        "schedule-asleep",
        "The nightly job has not run for two days.",
        ("retention.carried-out",),
        by_statement("update privacy_retentionrun set ran_at = ran_at - interval '2 days'"),
    ),
    Mutant(
        "too-old-and-left",
        "The nightly job leaves something over.",
        ("retention.carried-out",),
        by_statement("update privacy_retentionrun set overdue_count = 1"),
    ),
    Mutant(
        "request-forgotten",
        "A family asked two months ago and was never answered.",
        ("requests.in-time",),
        by_statement("update privacy_privacyrequest set due_on = current_date - 30"),
    ),
    Mutant(
        "breach-kept-quiet",
        "A breach was found four days ago, and a school does not know.",
        ("breaches.told-in-time",),
        by_statement(UNTOLD),
    ),
):
    register(_mutant)
