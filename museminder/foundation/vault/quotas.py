"""How much may be opened in a while: fifty people an hour one by one; whole lists by what they are for.

The vault holds these rules (``sql/0003_quotas.sql``) and counts where it writes the entry, so that no page can forget
to. What is too much is *held*: written down as such, and nothing is opened. An age is not a birth date: ages and
comparisons do not count one by one, and have a limit that only a program reaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from museminder.foundation.vault.purposes import Purpose

HOUR, DAY = 60, 24 * 60


class Kind(StrEnum):
    """What is counted together."""

    ONE_BY_ONE = "one_by_one"
    DERIVED = "derived"  # ages, and who is like whom
    IMPORT = "import"
    EXPORT = "export"
    INVOICES = "invoices"
    PAYMENTS = "payments"
    RETENTION = "retention"
    LEGAL_DEMANDS = "legal_demands"


@dataclass(frozen=True, slots=True)
class Quota:
    """The most that one account may open in one studio within some minutes.

    ``is_distinct`` counts different subjects, else every opening of each. The most is ``least``, and ``times`` the
    number of subjects for whom the studio has ever sealed anything: a large school opens more in a day's work.
    """

    kind: Kind
    is_distinct: bool
    minutes: int
    least: int
    times: int


ONE_BY_ONE = Quota(Kind.ONE_BY_ONE, is_distinct=True, minutes=HOUR, least=50, times=0)
DERIVED = Quota(Kind.DERIVED, is_distinct=False, minutes=HOUR, least=50_000, times=200)
_BULK = {
    # reads every row, its corrections and who it is like, several times before it is taken over
    Purpose.IMPORT_CHECK: Quota(Kind.IMPORT, is_distinct=False, minutes=DAY, least=50_000, times=40),
    Purpose.EXPORT: Quota(Kind.EXPORT, is_distinct=False, minutes=DAY, least=10_000, times=10),
    Purpose.INVOICE: Quota(Kind.INVOICES, is_distinct=False, minutes=DAY, least=2_000, times=10),
    # the gateway's own key, once for each payment
    Purpose.PAYMENT: Quota(Kind.PAYMENTS, is_distinct=False, minutes=DAY, least=100_000, times=0),
    Purpose.FINDING_DUPLICATES: DERIVED,
    Purpose.COMING_OF_AGE: DERIVED,
    # fifty people at most in one demand, with the guardians of each
    Purpose.LEGAL_DEMAND: Quota(Kind.LEGAL_DEMANDS, is_distinct=False, minutes=DAY, least=1_000, times=0),
    Purpose.RETENTION: Quota(Kind.RETENTION, is_distinct=False, minutes=DAY, least=10_000, times=10),
}


def quota_of(action: str, purpose: Purpose) -> Quota:
    """What limits an action for a purpose; a purpose that nobody has thought about counts one by one."""
    if action in ("ages_derived", "compared"):
        return DERIVED
    return _BULK.get(purpose, ONE_BY_ONE)


def quota_rows() -> list[tuple[str, str, str, bool, int, int, int]]:
    """Every rule as a row of the vault's: action, purpose, kind, is_distinct, minutes, least, times."""
    pairs = [(action, purpose) for action in ("revealed", "ages_derived", "compared") for purpose in Purpose]
    return [
        (action, str(purpose), str(quota.kind), quota.is_distinct, quota.minutes, quota.least, quota.times)
        for action, purpose in pairs
        for quota in [quota_of(action, purpose)]
    ]
