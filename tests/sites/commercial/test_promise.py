"""The page of the promise says what the last runs say, to people and to programs."""

from __future__ import annotations

import pytest
from markupsafe import escape

from museminder.domain.privacy.models import PromiseClause
from museminder.sites.commercial.promise import sabotages_of


def test_before_the_first_run_it_says_nothing(ask) -> None:
    body = ask("/promise/").content.decode()

    assert "No check has run on this installation yet" in body
    assert ask("/promise.json").json()["clauses"] == []


@pytest.mark.usefixtures("checked")
def test_what_was_checked_is_kept_with_its_figure(ask) -> None:
    body = ask("/promise/").content.decode()

    assert "3 of 48 testable sentences are kept at this moment." in body
    assert "182 notices of 29 days or less tried, 0 taken" in body


@pytest.mark.usefixtures("checked")
def test_programs_read_every_sentence_with_class_run_and_figure(ask) -> None:
    clauses = {each["id"]: each for each in ask("/promise.json").json()["clauses"]}

    assert len(clauses) == 51
    assert [name for name, each in clauses.items() if each["state"] == "kept"] == ["C04", "C23", "C40"]
    [check] = clauses["C40"]["checks"]
    assert (check["examined"], check["found"], check["plant_found"]) == (182, 0, True)
    assert clauses["C07"]["missing"] == "A probe from outside, every minute, and its figures."


@pytest.mark.usefixtures("checked")
def test_the_frame_of_the_page_speaks_spanish(ask) -> None:
    body = ask("/promise/", **{"accept-language": "es"}).content.decode()

    assert "3 de 48 frases comprobables se cumplen en este momento." in body
    assert '<q lang="en">' in body


@pytest.mark.usefixtures("checked")
def test_each_sabotage_is_told_in_words_to_people_and_to_programs(ask) -> None:
    body = ask("/promise/").content.decode()
    clauses = {each["id"]: each for each in ask("/promise.json").json()["clauses"]}

    sabotages = clauses["C40"]["mutants"]
    assert sabotages
    for each in sabotages:
        assert f'<code>{each["mutant"]}</code>: <span lang="en">{escape(each["says"])}</span>' in body
        assert " " in each["says"]


def test_a_name_published_by_an_earlier_version_stands_alone() -> None:
    clause = PromiseClause(mutants=["told-late", {"mutant": "read-on", "says": "reads on"}])

    assert sabotages_of(clause) == [
        {"mutant": "told-late", "says": ""},
        {"mutant": "read-on", "says": "reads on"},
    ]
