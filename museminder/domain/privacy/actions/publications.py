"""What of the policy, the promise and the third parties anyone may read: copied into the public database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from museminder.domain.privacy.models import PromiseClause
from museminder.domain.privacy.queries.changes_of_control import changes
from museminder.domain.privacy.queries.policies import versions
from museminder.domain.privacy.queries.promise import last_results
from museminder.domain.privacy.rules.published import as_published
from museminder.foundation.outside.register import registered
from museminder.foundation.published.publishing import Item, publishes


@publishes("policy_version")
def policy_versions(_at: datetime) -> Iterator[Item]:
    """Every version that was posted, from the moment it was."""
    for version in versions():
        yield Item(str(version.number), as_published(version))


@publishes("change_of_control")
def changes_of_control(_at: datetime) -> Iterator[Item]:
    """Every announcement that MuseMinder changes hands, the newest first."""
    for change in changes():
        yield Item(str(change.pk), as_published(change))


@publishes("promise_clause")
def promise_clauses(_at: datetime) -> Iterator[Item]:
    """Every sentence with what it is bound to."""
    for clause in PromiseClause.objects.order_by("id"):
        yield Item(clause.pk, as_published(clause))


@publishes("promise_result")
def promise_results(_at: datetime) -> Iterator[Item]:
    """The last run of each check, without the details, which are for those who mend."""
    for result in last_results():
        yield Item(result.check_name, as_published(result) | {"details": []})


@publishes("third_party")
def third_parties(_at: datetime) -> Iterator[Item]:
    """Everybody on the register, in its order."""
    for party in registered().values():
        content = {
            "key": party.key,
            "name": party.name,
            "purpose": party.purpose,
            "kind": str(getattr(party, "kind", "processor")),
            "fields": list(party.fields),
            "hosts": [*party.hosts, *party.pages],
            "contract_until": party.contract_until,
        }
        yield Item(party.key, content)
