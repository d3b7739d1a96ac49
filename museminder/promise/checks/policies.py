"""The policy itself: its words, that they cannot be changed, and the thirty days."""

from __future__ import annotations

from museminder.domain.privacy.models import PolicyVersion
from museminder.domain.privacy.queries.policies import text_of
from museminder.domain.privacy.rules.policy_text import Sentence
from museminder.foundation.tenancy.provisioning import SERVING_ROLES
from museminder.promise.attempting import outcome
from museminder.promise.checking import Found, World, check
from museminder.promise.clauses import uncovered

POSTING = (
    "insert into privacy_policyversion (number, title, language, summary, material_for_children, blocks,"
    " blocks_for_children, effective_on, posted_by) values (9999, 'x', 'en', '', false, '[]', '[]', {day}, 'x')"
)
UTC_DAY = "(clock_timestamp() at time zone 'UTC')::date"
BACK_DATED = POSTING.replace("posted_by)", "posted_by, posted_at)").replace(
    "'x')", "'x', clock_timestamp() - interval '400 days')"
)
ZONES = ("UTC", "Pacific/Kiritimati", "Etc/GMT+12")
CHANGES = (
    "update privacy_policyversion set title = title",
    "update privacy_policyversion set effective_on = effective_on - 1",
    "delete from privacy_policyversion",
    "truncate privacy_policyversion cascade",
)


@check("policy.coverage", "Compares every posted sentence, by its hash, with what it is bound to.")
def coverage(world: World) -> Found:
    """Sentences of posted versions without an entry, or with other words than their entry's hash says."""
    posted = {
        version.number: text_of(version).sentences for version in PolicyVersion.objects.using("owner").all()
    }
    wrong = [
        f"version {number}, {each}"
        for number, sentences in posted.items()
        for each in uncovered(number, sentences)
    ]
    count = sum(map(len, posted.values()))
    planted = uncovered(1, [Sentence("S99", "We promise something else.")])
    return Found(
        count, wrong, bool(planted), f"{count} posted sentences, {len(wrong)} not bound to a check's entry"
    )


@check(
    "policy.immutable",
    "Tries, as every role and as the one that migrates, to edit or remove a posted version.",
)
def immutable(world: World) -> Found:
    """Not even who changes the database's structure can change what was posted."""
    roles = (*SERVING_ROLES, "owner")
    tried = [(role, change) for role in roles for change in CHANGES]
    wrong = [f"{role}: {change}" for role, change in tried if outcome(role, change) == ""]
    noticed = outcome("studio", "select 1 from privacy_policyversion") == ""
    return Found(len(tried), wrong, noticed, f"{len(tried)} edits tried, {len(wrong)} taken")


@check(
    "policy.thirty-days",
    "Tries to post a version that takes effect sooner, with false dates and other clocks.",
)
def thirty_days(world: World) -> Found:
    """Every day from 0 to 29, in three time zones, with and without a false time of posting."""
    tried = [
        (role, statement)
        for role in ("operator", "owner")
        for zone in ZONES
        for days in range(30)
        for statement in (f"set local time zone '{zone}'; " + POSTING.format(day=f"{UTC_DAY} + {days}"),)
    ]
    tried += [(role, BACK_DATED.format(day=f"{UTC_DAY} + 1")) for role in ("operator", "owner")]
    wrong = [f"{role}: {statement}" for role, statement in tried if _posted(role, statement)]
    # A version that leaves 31 days must be taken, or the refusals would show nothing.
    noticed = _posted("operator", POSTING.format(day=f"{UTC_DAY} + 31"))
    return Found(
        len(tried), wrong, noticed, f"{len(tried)} notices of 29 days or less tried, {len(wrong)} taken"
    )


def _posted(role: str, statement: str) -> bool:
    setting, _, posting = statement.rpartition("; ")
    return outcome(role, posting, setting=setting) == ""
