"""An area declares verbs; what they find is printed as sentences or as data."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

import pytest

from museminder.cli.verbs import Area, Report, argument


def spoken(area: Area, *words: str) -> Namespace:
    parser = ArgumentParser()
    area.fill(parser)
    return parser.parse_args(words)


def test_verb_is_named_as_its_function_with_hyphens() -> None:
    area = Area("roster")

    @area.verb("Count the students.", argument("--studio", required=True))
    def count_all(options: Namespace) -> Report:
        return Report([options.studio], {})

    options = spoken(area, "count-all", "--studio", "conservatory")

    assert options.do(options).lines == ["conservatory"]


def test_verb_that_reports_takes_json_and_another_does_not() -> None:
    area = Area("roster")
    area.verb("Count.")(nothing)
    area.verb("Serve.", reports=False)(forever)

    assert spoken(area, "nothing", "--json").json is True
    with pytest.raises(SystemExit):
        spoken(area, "forever", "--json")


def test_area_of_one_command_has_no_verb() -> None:
    area = Area("serve")
    area.only("Serve.", argument("--port", type=int))(nothing)

    assert spoken(area, "--port", "8443").port == 8443


def test_report_is_sentences_or_data() -> None:
    report = Report(["Two families.", "None is new."], {"families": 2, "name": "Peña"})

    assert report.text(as_json=False) == "Two families.\nNone is new."
    assert json.loads(report.text(as_json=True)) == {"families": 2, "name": "Peña"}


def nothing(options: Namespace) -> Report:
    return Report([], {})


def forever(options: Namespace) -> None:
    return None
