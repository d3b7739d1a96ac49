"""What a studio sees of support."""

from __future__ import annotations

from museminder.domain.oversight.queries.support import looked_under, support_grants
from museminder.primitives.clock import now
from tests.domain.oversight.actions.test_support_grants import let_in
from tests.factories.operators import make_operator
from tests.schools import School
from tests.vaults import Vault


def test_grants_are_listed_and_nothing_was_looked_at_yet(school: School, vault: Vault) -> None:
    operator = make_operator()
    with school.inside(school.owner):
        grant = let_in(school, operator)
        listed = support_grants()
        looked = looked_under(grant, at=now())

    assert listed == [grant]
    assert (looked.pages, looked.opened) == ([], [])
