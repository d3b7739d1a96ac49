"""Attack 2: write oneself a context."""

from __future__ import annotations

from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, enter, refusal, token_of

LOOK = "select name from people_family"


def test_a_context_signed_by_nobody_is_refused(login: Login, theirs: Filled) -> None:
    connection = login("studio")
    message = f"{theirs.studio_id}|||studio|owner||||1|1"
    plant(connection, f"{message}#{'0' * 64}")

    assert refusal(connection, LOOK) == "28000"


def test_nonsense_is_refused(login: Login, theirs: Filled) -> None:
    connection = login("studio")
    for text in ("x", "1", "#", "|||", "1#", "'; select 1; --", "1|1|1|studio|owner|{}|{}|{}"):
        plant(connection, text)

        assert refusal(connection, LOOK) == "28000", text


def test_every_part_of_a_good_context_is_signed(login: Login, ours: Filled, theirs: Filled) -> None:
    connection = login("studio")
    enter(connection, ours.owner, ours)
    message, _, signature = token_of(connection).partition("#")
    for part in range(10):
        parts = message.split("|")
        parts[part] = str(theirs.studio_id) if part == 0 else f"{parts[part]}1"
        plant(connection, f"{'|'.join(parts)}#{signature}")

        assert refusal(connection, LOOK) == "28000", part


def test_a_good_context_is_accepted(login: Login, ours: Filled, theirs: Filled) -> None:
    connection = login("studio")
    enter(connection, ours.owner, ours)
    plant(connection, token_of(connection))

    names = {row[0].partition(" ")[0] for row in connection.execute(LOOK)}
    assert names == {"ours"}


def test_nobody_can_ask_the_database_to_sign(login: Login, theirs: Filled) -> None:
    connection = login("studio")

    assert refusal(connection, "select sec.sign('1')") == "42501"
    assert refusal(connection, "select sec.account_of('x', 'studio')") == "42501"


def test_nobody_can_set_a_context_by_hand(login: Login, theirs: Filled) -> None:
    call = f"select sec.set_context({theirs.studio_id}, null, null, array['owner'], '{{}}', '{{}}', '{{}}')"
    assert refusal(login("studio"), call) == "42501"


def plant(connection, token: str) -> None:
    connection.execute("select set_config('app.ctx', %s, true)", [token])
