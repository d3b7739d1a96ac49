"""Every public page says how old it is, and leads to the other sites on its own port."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.foundation.published.publishing import publish
from museminder.primitives.clock import now
from tests.publics import Public


def test_what_was_published_long_ago_is_said_and_its_proofs_are_late(ask, checked) -> None:
    publish(at=now() - timedelta(hours=7))

    assert "That is late" in ask("/").content.decode()


@pytest.mark.usefixtures("checked")
def test_a_proof_grows_too_old_though_nobody_publishes_any_more(ask, public: Public) -> None:
    public.do(
        "update published.item set content = jsonb_set(content, '{ran_at}', to_jsonb(now() - interval '27 hours'))"
        " where kind = 'promise_result'"
    )
    states = {each["id"]: each["state"] for each in ask("/promise.json").json()["clauses"]}

    assert [states[name] for name in ("C04", "C23", "C40")] == ["late"] * 3


def test_other_sites_are_on_the_same_port(ask) -> None:
    assert 'href="https://studio.localhost/"' in ask("/").content.decode()


def test_without_the_public_database_a_page_says_so(ask, settings) -> None:
    settings.PUBLIC_SERVER = settings.PUBLIC_SERVER | {"port": "1"}
    answer = ask("/")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
