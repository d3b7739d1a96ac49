"""A form of a register: what is refused comes back beside its field, nothing typed lost."""

from __future__ import annotations

from datetime import timedelta

from museminder.primitives.clock import now
from tests.factories.operators import make_operator
from tests.schools import School


def test_a_refusal_stands_on_the_page_with_what_was_typed(live_school: School) -> None:
    today = now().date()
    said = {"kind": "internal", "reviewer": "Ottoline", "scope": "Restoring a backup", "reviewed_on": today}
    said |= {"report_sha256": "ab" * 32, "finding_count": 1, "open_finding_count": 1}
    sent = (
        make_operator()
        .client()
        .post("/reviews/create/", said | {"next_due_on": today + timedelta(days=900)}, secure=True)
    )

    assert sent.status_code == 422
    assert "At most 366 days may lie between the two." in sent.content.decode()
    assert "Restoring a backup" in sent.content.decode()
