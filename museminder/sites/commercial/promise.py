"""The promise, sentence by sentence, in words that it works out itself; and the same for programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from museminder.domain.privacy.models import PromiseClause, PromiseResult
from museminder.domain.privacy.queries.promise import Standing
from museminder.domain.privacy.queries.published import (
    published_standings,
    published_versions,
    version_announced,
    version_holding,
)
from museminder.foundation.published.reading import published_at
from museminder.primitives import clock
from museminder.sites.commercial.showing import show_public
from museminder.sites.commercial.sums import sums_of, windows_of, words_of
from museminder.web.pages import open_page


@open_page("shows how each sentence of the public policy stands; it has no access to any studio")
def index(request: HttpRequest) -> HttpResponse:
    """Every sentence: its class, its last proof, how it is proven, what it found."""
    at = clock.now()
    standing, versions = published_standings(at=at), published_versions()
    context = {
        "sums": sums_of(standing),
        "windows": windows_of(standing),
        "groups": list(_groups(standing)),
        "version": version_holding(versions, on=at.date()),
        "announced": version_announced(versions, on=at.date()),
    }
    return show_public(request, "commercial/promise.html", context)


@open_page("the same as the page of the promise, for programs")
def as_json(_request: HttpRequest) -> HttpResponse:
    """Every sentence with its hash, its class, its checks and their last figures."""
    at = clock.now()
    standing = published_standings(at=at)
    holding = version_holding(published_versions(), on=at.date())
    facts = {
        "policy": holding.number if holding else None,
        "at": at,
        "published_at": published_at(),
        "clauses": [_as_data(each) for each in standing],
    }
    return JsonResponse(facts, json_dumps_params={"indent": 1, "ensure_ascii": False})


def _groups(standing: list[Standing]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name, members in groupby(standing, key=lambda each: each.clause.group):
        yield name, [_shown(each) for each in members]


def _shown(each: Standing) -> dict[str, Any]:
    words, badge = words_of(each.state)
    return {
        "clause": each.clause,
        "sabotages": sabotages_of(each.clause),
        "words": words,
        "badge": badge,
        "runs": [run for run in each.runs if run is not None],
        "last_run": each.last_run,
        "dark": each.state not in ("kept", "intent"),
    }


def sabotages_of(clause: PromiseClause) -> list[dict[str, str]]:
    """Each sabotage by its name, and what it does; an earlier version of the program published the name alone."""
    return [{"mutant": each, "says": ""} if isinstance(each, str) else each for each in clause.mutants]


def _as_data(each: Standing) -> dict[str, Any]:
    clause = each.clause
    return {
        "id": clause.id,
        "class": clause.kind,
        "state": each.state,
        "claim": clause.claim,
        "reading": clause.reading,
        "missing": clause.missing,
        "sentences": clause.sentences,
        "controls": clause.controls,
        "mutants": sabotages_of(clause),
        "max_age_hours": clause.max_age_hours,
        "checks": [
            {"check": name} | (_run_as_data(run) if run else {"ran_at": None})
            for name, run in zip(clause.checks, each.runs, strict=True)
        ],
    }


def _run_as_data(run: PromiseResult) -> dict[str, Any]:
    names = ("ran_at", "lasted_ms", "program_version", "examined", "found", "plant_found", "kept", "figure")
    return {name: getattr(run, name) for name in names}
