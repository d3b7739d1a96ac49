"""A visitor's letter is read, answered, or put aside."""

from __future__ import annotations

from museminder.foundation.published.models import Letter
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from tests.factories.operators import make_operator
from tests.schools import School


def test_a_letter_is_answered_and_another_put_aside(live_school: School) -> None:
    for number in (1, 2):
        letter = Letter(id=uuid7(), kind="question", email=f"v{number}@example.com", language="en")
        letter.message, letter.received_at = f"What does it cost, {number}?\nThank you.", now()
        letter.save(using="owner")
    first, second = Letter.objects.using("owner").order_by("email")
    client = make_operator().client()
    shown = client.get(f"/letters/{first.pk}/", secure=True).content.decode()
    answered = client.post(f"/letters/{first.pk}/", {"text": "Nothing for a year."}, secure=True)
    aside = client.post(f"/letters/{second.pk}/settlements/", secure=True)
    empty = client.post(f"/letters/{second.pk}/", {"text": ""}, secure=True)
    settled = client.get(f"/letters/{second.pk}/", secure=True).content.decode()
    first.refresh_from_db(using="owner")
    second.refresh_from_db(using="owner")

    assert '<p class="as-written">What does it cost, 1?\nThank you.</p>' in shown
    assert ("It needed no answer" in settled, "no answer needed" in settled) == (True, False)
    assert (answered.status_code, aside.status_code, empty.status_code) == (302, 302, 422)
    assert (first.answer, first.answered_by) == ("Nothing for a year.", "Ottoline Brandt")
    assert second.settled_as == "no answer needed"
