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
                if outcome(role, statement) != DENIED:
                    wrong.append(f"{role}: {statement}")
    noticed = outcome("worker", "select 1 from privacy_promiseresult limit 1") == ""
    return Found(
        examined,
        wrong,
        noticed,
        f"{examined:,} alterations tried by {len(SERVING_ROLES)} roles, {len(wrong):,} taken",
    )
