"""A value is written in one way, and only that way is read."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest

from museminder.domain.leaving.formats.values import as_cell, as_json, read, written

EASTERN = dt.timezone(dt.timedelta(hours=-5))
ID = "01890a5d-ac96-774b-bcce-b302099a8057"
VALUES: list[tuple[str, Any, Any]] = [
    ("id", UUID(ID), ID),
    ("moment", dt.datetime(2026, 5, 20, 11, 0, tzinfo=EASTERN), "2026-05-20T16:00:00.000000Z"),
    ("moment", dt.datetime(2026, 5, 20, 11, 0, 0, 7, tzinfo=dt.UTC), "2026-05-20T11:00:00.000007Z"),
    ("day", dt.date(2024, 2, 29), "2024-02-29"),
    ("time of day", dt.time(16, 5), "16:05:00"),
    ("true or false", False, False),
    ("whole number", -4200, -4200),
    ("text", "Ní\u2028Bhriain\n", "Ní\u2028Bhriain\n"),
    ("JSON", {"b": [1, None], "a": 0.1}, {"b": [1, None], "a": 0.1}),
    ("list", [UUID(ID)], [ID]),
    ("text", None, None),
]


@pytest.mark.parametrize(("kind", "value", "text"), VALUES)
def test_value_is_written_and_read_back(kind: str, value: Any, text: Any) -> None:
    back = read(text, kind)

    assert written(value, kind) == text
    assert written(back, kind) == text
    assert back == (text if kind == "list" else value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("id", ID.upper()),
        ("id", 7),
        ("moment", "2026-05-20T16:00:00Z"),
        ("moment", "2026-05-20T18:00:00.000000+02:00"),
        ("day", "20260520"),
        ("day", "2026-02-30"),
        ("time of day", "16:05"),
        ("true or false", 1),
        ("whole number", True),
        ("whole number", "7"),
        ("whole number", 7.0),
        ("text", 7),
        ("text", ["a"]),
        ("list", "a"),
    ],
)
def test_value_written_in_another_way_is_refused(kind: str, text: Any) -> None:
    with pytest.raises(ValueError, match=kind):
        read(text, kind)


def test_json_has_one_form() -> None:
    assert as_json({"b": "ü\u2028", "a": [1, None, True]}) == '{"a":[1,null,true],"b":"ü\u2028"}'


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+1 919 555 0100", "'+1 919 555 0100"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("Ada", "Ada"),
        ("a=b", "a=b"),
        (None, ""),
        (-4200, "-4200"),
        (True, "true"),
        ([1, {"a": "=1"}], '[1,{"a":"=1"}]'),
    ],
)
def test_no_cell_is_taken_for_a_formula(value: Any, cell: str) -> None:
    assert as_cell(value) == cell
