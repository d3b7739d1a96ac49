"""Attack 53: turning promotional mail on for somebody else, for a guardian, or for whoever is not of age."""

from __future__ import annotations

from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, enter, refusal

CHECK, DENIED = "23514", "42501"
ON = "update privacy_promotionalchoice set wants_promotional_mail = true"


def test_nobody_is_turned_on_by_anybody_else(ours: Filled, theirs: Filled, login: Login) -> None:
    wish = (
        "insert into privacy_promotionalchoice (id, studio_id, membership_id, account_id, wants_promotional_mail,"
        " says_of_age, chosen_at) values (gen_random_uuid(), %s, %s, %s, true, true, now())"
    )
    of_guardian = [ours.studio_id, ours.guardian.membership_id, ours.guardian.account_id]
    of_theirs = [theirs.studio_id, theirs.owner.membership_id, theirs.owner.account_id]
    studio, member = login("studio"), login("member")
    enter(studio, ours.owner, ours)
    enter(member, ours.guardian, ours)

    assert refusal(studio, wish, of_guardian) in {CHECK, DENIED}
    assert refusal(studio, wish, of_theirs) in {CHECK, DENIED}
    assert refusal(member, wish, of_guardian) == DENIED
    assert refusal(login("owner"), wish, of_guardian) == CHECK  # whoever migrates included
    assert refusal(studio, ON) == CHECK  # one's own, without saying that one is of age
    assert refusal(studio, f"{ON}, says_of_age = true") == ""
    assert studio.execute(f"{ON}, says_of_age = true where studio_id = %s", [theirs.studio_id]).rowcount == 0
    assert {refusal(login(role), ON) for role in ("member", "worker", "operator", "accounts")} == {DENIED}
