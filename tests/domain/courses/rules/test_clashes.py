from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from museminder.domain.courses.rules.clashes import Slot

NOON = datetime(2026, 5, 20, 16, tzinfo=UTC)
minutes = st.integers(min_value=0, max_value=200)
lengths = st.integers(min_value=1, max_value=120)


@given(one=minutes, long=lengths, other=minutes, far=lengths)
def test_overlap_is_having_a_minute_in_common(one, long, other, far):
    slot = Slot(NOON + timedelta(minutes=one), NOON + timedelta(minutes=one + long))
    begins, ends = NOON + timedelta(minutes=other), NOON + timedelta(minutes=other + far)
    common = set(range(one, one + long)) & set(range(other, other + far))
    assert slot.overlaps(begins, ends) is bool(common)
