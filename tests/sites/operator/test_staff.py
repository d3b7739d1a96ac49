"""Parting with somebody from the page."""

from __future__ import annotations

from tests.factories.operators import make_operator
from tests.schools import School


def test_whoever_is_parted_with_is_out_with_the_next_click(live_school: School) -> None:
    operator, leaving = make_operator(), make_operator("Lionel Leaving")
    client, theirs = operator.client(), leaving.client()
    asked = client.get(f"/staff/{leaving.staff.pk}/offboardings/", secure=True).content.decode()
    before = theirs.get("/staff/", secure=True).status_code
    sent = client.post(f"/staff/{leaving.staff.pk}/offboardings/", secure=True)
    again = client.post(f"/staff/{leaving.staff.pk}/offboardings/", secure=True)

    assert "End everything of Lionel Leaving" in asked
    assert (before, sent.status_code, again.status_code) == (200, 302, 404)
    assert theirs.get("/staff/", secure=True).status_code == 302
    assert "Lionel Leaving is out" in client.get("/staff/", secure=True).content.decode()
    assert "Lionel Leaving" not in client.get("/staff/", secure=True).content.decode()
