"""Attack 3: use a good context again, elsewhere or later."""

from __future__ import annotations

from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, enter, refusal, token_of

LOOK = "select 1 from people_family"


def test_in_a_later_transaction_of_the_same_backend(login: Login, theirs: Filled) -> None:
    connection = login("studio")
    token = stolen(connection, theirs)

    plant(connection, token)

    assert refusal(connection, LOOK) == "28000"


def test_in_another_backend_at_the_same_time(login: Login, theirs: Filled) -> None:
    victim, thief = login("studio"), login("studio")
    enter(victim, theirs.owner, theirs)

    plant(thief, token_of(victim))

    assert refusal(thief, LOOK) == "28000"
    assert victim.execute(LOOK).rowcount == 2  # the victim's own transaction goes on


def test_on_another_site(login: Login, theirs: Filled) -> None:
    victim, thief = login("studio"), login("member")
    enter(victim, theirs.owner, theirs)

    plant(thief, token_of(victim))

    assert refusal(thief, LOOK) == "28000"


def test_set_for_the_whole_session(login: Login, theirs: Filled) -> None:
    connection = login("studio")
    token = stolen(connection, theirs)
    connection.execute("select set_config('app.ctx', %s, false)", [token])
    connection.commit()

    assert refusal(connection, LOOK) == "28000"


def test_nothing_is_left_when_the_transaction_is_over(login: Login, theirs: Filled) -> None:
    connection = login("studio")
    stolen(connection, theirs)

    assert connection.execute("select current_setting('app.ctx', true)").fetchone() == ("",)
    assert connection.execute(LOOK).rowcount == 0


def stolen(connection, studio: Filled) -> str:
    enter(connection, studio.owner, studio)
    token = token_of(connection)
    assert connection.execute(LOOK).rowcount == 2  # it is a good one
    connection.commit()
    return token


def plant(connection, token: str) -> None:
    connection.execute("select set_config('app.ctx', %s, true)", [token])
