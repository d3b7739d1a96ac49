"""The promise from the command line."""

from __future__ import annotations

import json

import pytest

from museminder.cli.__main__ import main
from museminder.domain.privacy.models import PolicyVersion, PromiseResult
from museminder.promise.mutants import trying
from museminder.promise.mutants.sabotage import Mutant, by_statement, mutants
from tests.databases import TestDatabase
from tests.promise.test_verifying import kept_now


def test_a_kept_sentence_is_told_with_its_figure(live_database: TestDatabase, capsys) -> None:
    assert main(["promise", "verify", "C40", "--json"]) == 0

    [clause] = json.loads(capsys.readouterr().out)["clauses"]
    assert (clause["id"], clause["state"], clause["checks"][0]["examined"]) == ("C40", "kept", 182)


def test_a_sentence_that_nothing_checks_ends_with_1(live_database: TestDatabase, capsys) -> None:
    assert main(["promise", "verify", "C07", "C40"]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "1 of 2 sentences kept.",
        "0 of 2 sabotages noticed when they were last tried, 2 never tried here: museminder promise mutants",
    ]


def test_an_unknown_sentence_is_refused(live_database: TestDatabase, capsys) -> None:
    assert main(["promise", "verify", "C99"]) == 1
    assert capsys.readouterr().err == "There is no sentence 'C99'.\n"


def test_a_version_is_posted_for_30_days_from_now_at_the_earliest(
    live_database: TestDatabase, capsys
) -> None:
    assert main(["promise", "post", "2", "--as", "Honora", "--effective-on", "2026-01-01"]) == 1
    assert "at the earliest" in capsys.readouterr().err
    assert main(["promise", "post", "2", "--as", "Honora"]) == 0

    posted = PolicyVersion.objects.using("studio").get(pk=2)
    assert 30 <= (posted.effective_on - posted.posted_at.date()).days <= 31


def test_what_is_due_is_run_and_nothing_else(live_database: TestDatabase, capsys) -> None:
    kept_now("policy.thirty-days")
    for _time in range(2):
        assert main(["promise", "watch", "--once"]) == 0

    ran = PromiseResult.objects.using("worker").order_by("-ran_at").values_list("check_name", flat=True)
    assert list(ran[:2]) == ["promise.sum", "policy.thirty-days"]
    assert ran.filter(check_name="policy.thirty-days").count() == 1
    assert "thirty-days" not in capsys.readouterr().err  # only what is red is worth a line


@pytest.mark.slow
def test_a_sabotage_that_nobody_notices_is_told_and_ends_with_1(
    live_database: TestDatabase, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    says, checks = "Nothing is taken away.", ("fields.classified",)
    planted = Mutant("does-nothing", says, checks, by_statement("select 1"))
    monkeypatch.setattr(trying, "mutants_of", lambda _chosen: [mutants()["column-without-a-class"], planted])

    assert main(["promise", "mutants", "C06"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "column-without-a-class, fields.classified: noticed (people_student.nickname)",
        "does-nothing, fields.classified: SURVIVED",
        "1 of 2 sabotages noticed.",
    ]
