"""A breach is recorded once; the studios it is about hear of it by letter, the others do not, and late is late."""

from __future__ import annotations

from datetime import timedelta

from django.db import connections

from museminder.domain.privacy.models import BreachNotice
from museminder.domain.privacy.queries.breaches import late_notices
from museminder.domain.privacy.tasks import tell_of_breaches_in_every_studio
from museminder.foundation.tenancy.context import site
from museminder.primitives.clock import now
from tests.browsing import get
from tests.factories.operators import make_operator
from tests.factories.people import make_staff_member
from tests.schools import School, open_school
from tests.sites.operator.counting import count
from tests.sites.studio.switching.test_imports import work

TOO_LATE = timedelta(hours=72, seconds=1)


def test_studios_hear_of_a_breach_within_72_hours_and_late_is_red(live_school: School, mailoutbox) -> None:
    other = open_school("elsewhere", "Elsewhere")
    with live_school.inside(live_school.owner):
        make_staff_member(live_school, "Honora", live_school.owner, email="honora@example.com")
    count()
    client, found = make_operator().client(), now().replace(second=0, microsecond=0)
    said = {
        "what_happened": "A copy of a table was fetched",
        "whose": "Telephones of guardians",
        "what_we_do": "The way in is closed",
        "found_at": f"{found:%Y-%m-%d %H:%M}",
    }
    wrong = [
        client.post("/breaches/create/", said | {"studios": each}, secure=True).status_code
        for each in ("", "x 3", "9999 3", f"{other.studio_id} 1\n{other.studio_id} 2")
    ]
    future = said | {"found_at": f"{found + timedelta(days=2):%Y-%m-%d %H:%M}"}
    wrong.append(client.post("/breaches/create/", future | {"studios": "1 1"}, secure=True).status_code)
    done = client.post("/breaches/create/", said | {"studios": f"{live_school.studio_id} 40"}, secure=True)
    with site("worker"):
        before = (len(late_notices(found + TOO_LATE)), late_notices(now()))
    waiting = client.get("/breaches/", secure=True).content.decode()
    mailoutbox.clear()
    for _time in range(2):
        tell_of_breaches_in_every_studio(0)
        work()
    with site("worker"):
        after = late_notices(found + TOO_LATE)
    pages = [get(each.owner, each, "privacy/breaches/").content.decode() for each in (live_school, other)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("update privacy_breachnotice set found_at = found_at - interval '4 days'")
    with site("worker"):
        late = late_notices(now())
    red = client.get("/breaches/", secure=True).content.decode()

    assert (wrong, done.status_code, before) == ([422] * 5, 302, (1, []))
    assert ("Being sent" in waiting, "told too late" in waiting) == (True, False)
    assert [letter.to for letter in mailoutbox] == [["honora@example.com"]]
    assert "A copy of a table was fetched" in mailoutbox[0].body
    assert after == []
    assert ["A copy of a table" in page for page in pages] == [True, False]
    assert [each.number for each in late] == [live_school.studio_id]
    assert "told too late" in red
    assert BreachNotice.objects.using("owner").count() == 1
