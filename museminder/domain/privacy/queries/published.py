"""The policy and the promise as they were published: what the public site shows, which reads no studio's database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from museminder.domain.privacy.models import ChangeOfControl, PolicyVersion, PromiseClause, PromiseResult
from museminder.domain.privacy.queries.promise import Standing, standings_of
from museminder.domain.privacy.rules.published import as_row
from museminder.foundation.published.reading import published


def published_versions() -> list[PolicyVersion]:
    """Every version that was published, the newest first. Raises ``PublicSilent``."""
    found = [as_row(PolicyVersion, each) for each in published("policy_version")["policy_version"]]
    return sorted(found, key=lambda version: -version.number)


def published_changes() -> list[ChangeOfControl]:
    """Every announcement that MuseMinder changes hands, the newest first. Raises ``PublicSilent``."""
    found = published("change_of_control")["change_of_control"]
    return [as_row(ChangeOfControl, each) for each in found]


def published_standings(*, at: datetime) -> list[Standing]:
    """Every sentence as it stands now by what was published: a run that is too old is late, whoever publishes."""
    found = published("promise_clause", "promise_result")
    clauses = [as_row(PromiseClause, each) for each in found["promise_clause"]]
    results = [as_row(PromiseResult, each) for each in found["promise_result"]]
    return standings_of(clauses, results, at=at)


def published_third_parties() -> list[dict[str, Any]]:
    """Who else is involved: key, name, purpose, kind, what it gets, its hosts, and until when the contract holds."""
    until = "contract_until"
    return [
        each | {until: date.fromisoformat(each[until]) if each[until] else None}
        for each in published("third_party")["third_party"]
    ]


def version_holding(versions: Sequence[PolicyVersion], *, on: date) -> PolicyVersion | None:
    """Of these, the one that holds on a day (UTC); None when nothing was published."""
    holding = [version for version in versions if version.is_in_effect(on=on)]
    return max(holding, key=lambda version: (version.effective_on, version.number), default=None)


def version_announced(versions: Sequence[PolicyVersion], *, on: date) -> PolicyVersion | None:
    """Of these, the next that does not hold yet; None when none is coming."""
    coming = [version for version in versions if not version.is_in_effect(on=on)]
    return min(coming, key=lambda version: (version.effective_on, version.number), default=None)
