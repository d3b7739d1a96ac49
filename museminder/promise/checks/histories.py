"""What happened stays as it was written: no serving role may change or remove it."""

from __future__ import annotations

from museminder.foundation.tenancy.provisioning import SERVING_ROLES
from museminder.promise.attempting import DENIED, outcome
from museminder.promise.checking import Found, World, check

# Only ever added to. A statement that changes a column, and the two that remove.
HISTORIES = {
    "audit_change": "note",
    "billing_ledgertransaction": "kind",
    "billing_ledgerline": "account",
    "privacy_promiseresult": "figure",
    "outside_disclosure": "what",
    "outside_accountdisclosure": "what",
}
VERBS = ("update {table} set {column} = {column}", "delete from {table}", "truncate {table} cascade")
# A job removes what was told 36 months after a family may know of it; a trigger refuses whatever is younger.
WHEN_OVER = ("worker", "outside_disclosure", "delete from {table}")
ITS_TRIGGER = """
select 1 / count(*) from pg_trigger
where tgname = 'outside_kept_its_time' and tgrelid = 'outside_disclosure'::regclass and tgenabled = 'O'
"""


@check(
    "history.append-only",
    "Tries, as every role that serves pages, to change or remove what was written down.",
)
def append_only(world: World) -> Found:
    """The history of changes, the ledger and the results of these checks."""
    wrong, examined = [], 0
    for role in SERVING_ROLES:
        for table, column in HISTORIES.items():
            for verb in VERBS:
                examined += 1
                statement = verb.format(table=table, column=column)
                allowed = DENIED
                if (role, table, verb) == WHEN_OVER:
                    statement, allowed = ITS_TRIGGER, ""
                if outcome(role, statement) != allowed:
                    wrong.append(f"{role}: {statement}")
    noticed = outcome("worker", "select 1 from privacy_promiseresult limit 1") == ""
    return Found(
        examined,
        wrong,
        noticed,
        f"{examined:,} alterations tried by {len(SERVING_ROLES)} roles, {len(wrong):,} taken",
    )
