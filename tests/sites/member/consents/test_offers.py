"""Before a partner is told anything the family sees every value; then exactly that is sent, and nothing else."""

from __future__ import annotations

import html

from museminder.domain.consents.models import Consent, PartnerRequest
from museminder.foundation.outside.models import Disclosure
from tests.browsing import get, post
from tests.foundation.outside.sockets import calls_at_the_socket
from tests.sites.member.billing.paying import work
from tests.sites.member.consents.conftest import PRESSED, Asking


def offer(asking: Asking, student_id: object, partner: str = "harbor") -> str:
    return f"consents/partners/{partner}/students/{student_id}/"


def test_what_is_shown_is_what_is_sent_and_the_row_was_there_first(asking: Asking) -> None:
    path = offer(asking, asking.theodore.pk)
    shown = html.unescape(get(asking.guardian, asking.school, path).content.decode())
    with calls_at_the_socket() as calls:
        answer = post(asking.guardian, asking.school, path, {"idempotency_key": PRESSED})
        again = post(asking.guardian, asking.school, path, {"idempotency_key": PRESSED})
        work()
    with asking.school.inside(asking.school.owner):
        [consent], [request], [row] = (model.objects.all() for model in (Consent, PartnerRequest, Disclosure))
    number, known = str(consent.pk), asking.partner.known()

    assert (answer.status_code, again.status_code) == (302, 302)
    assert known["applications"] == {
        str(request.pk): {
            "child_name": "Theodore Delacroix",
            "instrument": "Cello",
            "guardian_name": "Maria Delacroix",
            "guardian_email": "maria@example.com",
            "consent": number,
        }
    }
    assert [v for v in known["applications"][str(request.pk)].values() if v not in shown] == [number]
    assert calls == [f"POST /applications/{request.pk}"]
    assert (row.basis, row.consent_id, row.student_id, row.subjects, sorted(row.told)) == (
        "consent", consent.pk, asking.theodore.pk, [asking.theodore.pk], sorted(consent.told),
    )  # fmt: skip
    before, frame = shown.split('class="partner"')
    assert "Harbor" not in before.split("</title>")[1]  # everything of the partner's stands inside its frame
    assert "Harbor" not in frame.split("</section>")[1]


def test_whoever_may_not_decide_is_told_so_and_nothing_is_sent(asking: Asking) -> None:
    answers = [
        post(
            asking.guardian, asking.school, offer(asking, asking.wilhelmina.pk), {"idempotency_key": PRESSED}
        ),
        post(asking.guardian, asking.school, offer(asking, asking.theodore.pk, "stripe"), {}),
    ]
    work()

    assert [answer.status_code for answer in answers] == [422, 404]
    assert "another guardian decides" in answers[0].content.decode()
    assert asking.partner.known()["calls"] == []
