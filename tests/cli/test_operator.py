"""Appointing and parting from the command line."""

from __future__ import annotations

from argparse import Namespace

import pytest

from museminder.cli.operator import appoint, offboard
from museminder.cli.verbs import Refused
from museminder.domain.oversight.models import OperatorStaff
from tests.schools import School


def test_somebody_is_appointed_once_and_parted_with_once(live_school: School) -> None:
    told = Namespace(account=live_school.owner.email)
    appoint(told)
    with pytest.raises(Refused, match="appointed already"):
        appoint(told)
    offboard(told)
    with pytest.raises(Refused, match="Nobody"):
        offboard(told)
    with pytest.raises(Refused, match="no account"):
        appoint(Namespace(account="nobody@example.com"))

    assert OperatorStaff.objects.using("owner").filter(ended_at=None).count() == 0
