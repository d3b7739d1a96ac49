"""Keeping tuition plans."""

from __future__ import annotations

from datetime import datetime

from museminder.domain.billing.models import TuitionPlan
from museminder.foundation.audit.recording import record_change
from museminder.primitives.actor import Actor


def save_plan(*, plan: TuitionPlan, by: Actor, at: datetime) -> TuitionPlan:
    """Make or change how tuition is worked out; price agreements keep what they promise."""
    plan.save()
    record_change("billing.tuition_plan.saved", of=plan, by=by, at=at)
    return plan
