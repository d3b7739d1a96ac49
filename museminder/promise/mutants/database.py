"""Safeguards of the database, taken away one at a time."""

from __future__ import annotations

from museminder.promise.mutants.sabotage import Mutant, by_statement, register

NO_LONGER_NOTED = """
create or replace function privacy_post_version() returns trigger language plpgsql as $$
begin
  new.posted_at := coalesce(new.posted_at, clock_timestamp()); new.sha256 := repeat('0', 64); return new;
end $$
"""
EVERYBODY_TAUGHT = """
create or replace function sec.is_trained(p_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select true $$
"""
DAYS_COUNTED_AGAIN = "drop trigger privacy_count_days_again on privacy_policyversion"

UNTOLD_DEMAND = """
insert into oversight_legaldemand (id, number, kind, issuer, reference, document_sha256, received_at, family_ids,
  student_ids, records, expires_at, recorded_by_id, recorded_by, recorded_at, first_approver, second_approver,
  closed_as, closed_by)
values ('00000000-0000-7000-8000-000000000039', 0, 'warrant', 'x', 'x', repeat('0', 64), now() - interval '1 day', '{}',
  array[gen_random_uuid()], '{student}', now() + interval '1 day', gen_random_uuid(), 'x', now(), '', '', '', '')
"""
ANSWERED_UNTOLD = """
insert into oversight_demandexport (id, demand_id, number, lock, asked_by_id, asked_by, asked_at, size, row_count,
  family_count, made_at, fetched_by)
values (gen_random_uuid(), '00000000-0000-7000-8000-000000000039', 0, '', gen_random_uuid(), 'x', now(), 1, 1, 1, now(),
  '')
"""

for _name, _says, _checks, _statements in (
    (
        "words-changed",
        "A posted sentence is rewritten underneath, triggers switched off.",
        ("policy.coverage",),
        (
            "alter table privacy_policyversion disable trigger all",
            "update privacy_policyversion set blocks = replace(blocks::text, 'do not sell', 'may sell')::jsonb",
        ),
    ),
    (
        "column-without-a-class",
        "A column about children is added that nobody declared.",
        ("fields.classified",),
        ("alter table people_student add column nickname text",),
    ),
    (
        "value-unsealed",
        "One care note is written into its column as plain text.",
        ("sealed.ciphertext-only",),
        (
            "update people_student set care_notes = convert_to('Allergic to nuts: ask the mother first', 'UTF8')",
        ),
    ),
    (
        "history-editable",
        "The office’s role is allowed to edit the history of changes.",
        ("history.append-only",),
        ("grant update on audit_change to studio",),
    ),
    (
        "custody-rule-dropped",
        "The custody rule on contacts is dropped.",
        ("children.stricter",),
        ("drop policy people_contact_custody on people_contact",),
    ),
    (
        "marketing-column",
        "A column for a newsletter is added to guardians.",
        ("purposes.no-marketing",),
        ("alter table people_guardian add column wants_newsletter boolean",),
    ),
    (
        "public-site-may-read",
        "The role that the public site once had may read contacts again.",
        ("commercial.reaches-nothing",),
        ("grant select on people_contact to commercial",),
    ),
    (
        "operator-may-read",
        "The operator’s role is allowed to read charges.",
        ("operator.reaches-nothing",),
        ("grant select on billing_charge to operator",),
    ),
    (
        "studio-rule-dropped",
        "The rule that keeps studios apart is dropped on families.",
        ("isolation.sweep", "isolation.probe"),
        ("drop policy studio on people_family",),
    ),
    (
        "row-security-off",
        "Row security is switched off on rooms.",
        ("isolation.sweep",),
        ("alter table courses_room disable row level security",),
    ),
    (
        "policy-loosened",
        "The rule that keeps studios apart is made true for everybody on contacts.",
        ("isolation.sweep",),
        ("alter policy studio on people_contact using (true) with check (true)",),
    ),
    (
        "table-lent",
        "Families’ role is allowed to empty the table of students.",
        ("isolation.sweep",),
        ("grant truncate on people_student to member",),
    ),
    (
        "told-editable",
        "The office’s role is allowed to edit what was told to others.",
        ("history.append-only",),
        (
            "grant update on outside_disclosure to studio",
            "drop trigger outside_never_changed on outside_disclosure",
        ),
    ),
    (
        "consent-not-asked",
        "The database no longer looks whether a consent is live when something is told under it.",
        ("consents.fit",),
        ("alter table outside_disclosure disable trigger consents_live",),
    ),
    (
        "consent-of-another",
        "A consent may be used for another child, partner or purpose.",
        ("consents.fit",),
        ("alter table outside_disclosure drop constraint disclosure_under_consent",),
    ),
    (
        "told-on-no-ground",
        "Something may be told without a ground.",
        ("consents.fit",),
        ("alter table outside_disclosure drop constraint disclosure_has_a_basis",),
    ),
    (
        "untaught-let-in",
        "The database takes everybody of ours for taught.",
        ("support.taught-only",),
        (EVERYBODY_TAUGHT,),
    ),
    (
        "one-approver-enough",
        "One person may approve a legal demand twice.",
        ("demands.two-approve",),
        ("alter table oversight_legaldemand drop constraint legal_demand_by_different_people",),
    ),
    (
        "answered-unapproved",
        "A legal demand may be answered before anybody approved it.",
        ("demands.two-approve",),
        ("alter table oversight_demandexport disable trigger oversight_answer_demand",),
    ),
    (
        "demand-sees-all",
        "Whoever answers a legal demand may read every guardian of the studio.",
        ("demands.no-wider",),
        ("alter policy people_guardian_demand on people_guardian using (true)",),
    ),
    (
        "answered-untold",
        "A legal demand is answered and nobody is told of it.",
        ("demands.told",),
        (
            "alter table oversight_legaldemand disable trigger oversight_record_demand",
            "alter table oversight_demandexport disable trigger oversight_answer_demand",
            UNTOLD_DEMAND,
            ANSWERED_UNTOLD,
        ),
    ),
    (
        "versions-editable",
        "The triggers that keep posted versions as they are are switched off.",
        ("policy.immutable",),
        ("alter table privacy_policyversion disable trigger all",),
    ),
    (
        "days-not-counted",
        "The thirty days are no longer counted, neither when posting nor afterwards.",
        ("policy.thirty-days",),
        ("alter table privacy_policyversion drop constraint policy_version_thirty_days", DAYS_COUNTED_AGAIN),
    ),
    (
        "time-not-noted",
        "The database believes the time of posting that it is told.",
        ("policy.thirty-days",),
        (NO_LONGER_NOTED, DAYS_COUNTED_AGAIN),
    ),
):
    register(Mutant(_name, _says, _checks, by_statement(*_statements)))
