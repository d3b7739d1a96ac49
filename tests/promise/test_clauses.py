"""Every sentence is bound to a clause by its hash, and every clause to things that exist."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from museminder.domain.privacy.formats.policy_files import written_policy
from museminder.domain.privacy.rules.policy_text import Sentence
from museminder.promise.checking import checks
from museminder.promise.clauses import Clause, announced, chosen, clauses, uncovered
from museminder.promise.mutants.trying import mutants

PROJECT = Path(__file__).resolve().parents[2]


def test_there_are_forty_clauses_and_those_that_version_2_adds_in_order() -> None:
    added = [f"N{number:02}" for number in range(2, 14) if number != 6]  # N06 is the second half of C33

    assert [clause.id for clause in clauses()] == [f"C{number:02}" for number in range(1, 41)] + added


@pytest.mark.parametrize("version", [1, 2])
def test_every_sentence_is_bound_to_its_own_words(version: int) -> None:
    written = written_policy(version)

    assert uncovered(version, [*written.text.sentences, *written.for_children.sentences]) == []


def test_a_new_sentence_and_a_changed_one_are_noticed() -> None:
    first, *_ = written_policy(1).text.sentences
    changed = [Sentence(first.id, first.text + " Mostly."), Sentence("S99", "We promise more.")]

    assert uncovered(1, changed) == [
        "S01 has other words than those that were bound",
        "S99 is bound to nothing",
    ]


def test_nothing_is_bound_that_nobody_wrote() -> None:
    written = {
        (version, sentence.id)
        for version in (1, 2)
        for text in (written_policy(version).text, written_policy(version).for_children)
        for sentence in text.sentences
    }
    bound = [(each.version, each.id) for clause in clauses() for each in clause.sentences]
    bound += [(each.sentence.version, each.sentence.id) for each in announced()]

    assert sorted(set(bound)) == sorted(written)


def test_each_claim_stands_in_its_sentence_of_2016_or_of_the_version_that_adds_it() -> None:
    words = {
        (version, sentence.id): sentence.text
        for version in (1, 2)
        for sentence in written_policy(version).text.sentences
    }
    first = {clause.id: clause.sentences[0] for clause in clauses()}
    strays = [
        clause.id
        for clause in clauses()
        if clause.claim not in words[first[clause.id].version, first[clause.id].id]
    ]

    assert strays == []


def test_every_control_is_where_it_is_said_to_be() -> None:
    gone = [f"{clause.id}: {place}" for clause in clauses() for place in clause.controls if not exists(place)]

    assert gone == []


def test_every_check_and_every_sabotage_is_registered() -> None:
    unknown = [name for clause in clauses() for name in clause.checks if name not in checks()]
    unknown += [name for clause in clauses() for name in clause.mutants if name not in mutants()]

    assert unknown == []


def test_every_check_and_every_sabotage_serves_a_clause() -> None:
    used = {name for clause in clauses() for name in clause.checks}
    sabotaged = {name for clause in clauses() for name in clause.mutants}

    assert (sorted(used), sorted(sabotaged)) == (sorted(checks()), sorted(mutants()))


def test_what_is_proven_has_a_sabotage_for_a_check_of_its_own() -> None:
    bare = [
        clause.id
        for clause in clauses()
        if clause.kind == "proven" and clause.checks and not sabotaged(clause)
    ]

    assert bare == []


def test_what_nothing_checks_says_what_is_missing() -> None:
    silent = [
        clause.id
        for clause in clauses()
        if clause.kind != "intent" and not clause.checks and not clause.missing
    ]

    assert silent == []


def test_clauses_are_chosen_by_their_number() -> None:
    assert [clause.id for clause in chosen(["c21", "C05"])] == ["C21", "C05"]
    assert len(chosen([])) == 51
    with pytest.raises(KeyError):
        chosen(["C41"])


def sabotaged(clause: Clause) -> bool:
    noticed_by = {check for name in clause.mutants for check in mutants()[name].checks}
    return bool(noticed_by & set(clause.checks))


def exists(place: str) -> bool:
    if "/" in place:
        return (PROJECT / place).is_file()
    module, _, name = place.rpartition(".")
    return hasattr(importlib.import_module(module), name)
