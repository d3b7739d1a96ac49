"""A notice is noted as told once; nobody is told before a court's day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from museminder.domain.oversight.actions.demand_notices import note_posted, note_told
from museminder.domain.oversight.models import DemandNotice, LegalDemand
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import site
from museminder.primitives.clock import now
from museminder.promise.probe.demanding import make_demand, make_staff, rows_of
from tests.schools import School


def test_the_court_s_day_stands_whatever_is_written(school: School) -> None:
    demand, gag = make_demand(make_staff(), school.studio_id), now() + timedelta(days=9)
    rows_of(LegalDemand).filter(pk=demand).update(gag_until=gag)
    facts = {"demand_id": demand, "number": school.studio_id, "records": ["student"]}
    notice = DemandNotice(**facts, made_at=now(), shown_from=now())
    notice.save(using="owner", force_insert=True)
    notice.refresh_from_db(using="owner")
    with site("owner"):
        with pytest.raises(IntegrityError), transaction.atomic(using="owner"):
            note_told(notice=notice, at=now())
        note_told(notice=notice, at=gag)
        note_told(notice=notice, at=gag + timedelta(days=1))
    notice.refresh_from_db(using="owner")

    assert (notice.shown_from, notice.told_at) == (gag, gag)


def test_a_letter_on_paper_counts_from_its_day_and_never_before_a_court_s_day(school: School) -> None:
    demand = make_demand(make_staff(), school.studio_id)
    facts = {"demand_id": demand, "number": school.studio_id, "records": ["student"]}
    notice = DemandNotice(**facts, made_at=now(), shown_from=now())
    notice.save(using="owner", force_insert=True)
    by = school.owner.actor
    with site("owner"):
        told = note_posted(notice_id=notice.pk, posted_on=now().date(), by=by)
        with pytest.raises(Refused, match="told already"):
            note_posted(notice_id=notice.pk, posted_on=now().date() - timedelta(days=1), by=by)
        rows_of(LegalDemand).filter(pk=demand).update(gag_until=now() + timedelta(days=9))
        gagged = DemandNotice(**facts, family_id=demand, made_at=now(), shown_from=now())
        gagged.save(using="owner", force_insert=True)
        with pytest.raises(Refused, match="may not know yet"):
            note_posted(notice_id=gagged.pk, posted_on=now().date(), by=by)

    assert (told.posted_by, told.told_at >= told.shown_from, told.is_late(now())) == (by.name, True, False)
