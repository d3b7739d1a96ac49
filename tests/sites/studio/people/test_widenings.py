"""A guardian is added on the office's page, confirmed by somebody else; the family is told and may object."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from museminder.domain.people.models import Guardianship, Widening
from tests.browsing import get, post
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School
from tests.sites.member.billing.paying import work


def test_asked_confirmed_told_and_objected_to(live_school: School, mailoutbox: list[Any]) -> None:
    ida, maria = live_school.add_person("Ida", "office"), live_school.add_person("Maria", "guardian")
    stranger = live_school.add_person("Viktor", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Maria", maria, email="maria@example.com")
        make_guardian(live_school, make_family(live_school), "Viktor", stranger)
    for name in ("Ana", "Jo"):
        typed = {"first_name": name, "share_percent": "0", "idempotency_key": str(uuid4())}
        post(ida, live_school, f"people/families/{family.pk}/guardians/create/", typed)
    with live_school.inside(live_school.owner):
        first, second = Widening.objects.order_by("asked_at")
    list_of = "people/widenings/"
    own = get(ida, live_school, list_of).content.decode()
    alone = post(ida, live_school, f"{list_of}{first.pk}/confirm/", {}).status_code
    others = get(live_school.owner, live_school, list_of).content.decode()
    post(live_school.owner, live_school, f"{list_of}{first.pk}/confirm/", {})
    work()
    shown = get(maria, live_school, f"people/widenings/{second.pk}/")
    hidden = get(stranger, live_school, f"people/widenings/{second.pk}/").status_code
    post(maria, live_school, f"people/widenings/{second.pk}/object/", {})
    with live_school.inside(live_school.owner):
        states = list(Widening.objects.order_by("asked_at").values_list("state", "decided_by_name"))
        seen = sorted(Guardianship.objects.values_list("guardian__first_name", "sees"))

    assert ("You asked for this" in own, "/confirm/" in own, alone) == (True, False, 302)
    assert others.count("/confirm/") == 2
    assert [(letter.to, f"/people/widenings/{second.pk}/" in letter.body) for letter in mailoutbox] == [
        (["maria@example.com"], True)
    ]
    assert ("pick Luz up" in shown.content.decode(), hidden) == (True, 404)
    assert states == [("given", live_school.owner.name), ("objected", "Maria")]
    assert seen == [("Ana", True), ("Jo", False), ("Maria", True)]
    assert "A guardian objected" in get(live_school.owner, live_school, list_of).content.decode()


def test_a_new_mailbox_waits_on_the_page_and_the_former_one_is_written_to(
    live_school: School, mailoutbox: list[Any]
) -> None:
    ida, maria = live_school.add_person("Ida", "office"), live_school.add_person("Maria", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Maria", maria, email="maria@example.com")
        pablo = make_guardian(live_school, family, "Pablo", email="pablo@example.com")
    typed = {"first_name": "Pablo", "share_percent": "0", "version": str(pablo.version)}
    post(ida, live_school, f"people/guardians/{pablo.pk}/edit/", typed | {"email": "new@example.com"})
    work()
    own, others = (
        get(each, live_school, "people/widenings/").content.decode() for each in (ida, live_school.owner)
    )
    with live_school.inside(live_school.owner):
        waits = Widening.objects.get()
        pablo.refresh_from_db()
    shown = get(maria, live_school, f"people/widenings/{waits.pk}/").content.decode()
    post(live_school.owner, live_school, f"people/widenings/{waits.pk}/confirm/", {})
    with live_school.inside(live_school.owner):
        changed = type(pablo).objects.get(pk=pablo.pk).email

    assert ("new@example.com" in others, "/confirm/" in own, "/confirm/" in others) == (True, False, True)
    assert ("e-mail address of somebody" in shown, "new@example.com" in shown) == (True, False)
    assert (pablo.email, changed) == ("pablo@example.com", "new@example.com")
    assert sorted(letter.to[0] for letter in mailoutbox) == ["maria@example.com", "pablo@example.com"]
