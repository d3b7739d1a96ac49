"""Days in every order, and which orders a file allows."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from museminder.domain.switching.formats.dates import (
    DateOrder,
    orders_of,
    parse_date,
    parse_moment,
    usual_order,
)

MDY, DMY, YMD = DateOrder.MONTH_DAY_YEAR, DateOrder.DAY_MONTH_YEAR, DateOrder.YEAR_MONTH_DAY
JANUARY_6 = date(2015, 1, 6)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("01/06/2015", MDY, JANUARY_6),
        ("06/01/2015", DMY, JANUARY_6),
        ("1/6/15", MDY, JANUARY_6),
        ("06.01.2015", DMY, JANUARY_6),
        ("6. 1. 2015", DMY, JANUARY_6),
        ("06-01-2015", DMY, JANUARY_6),
        ("15/01/06", YMD, JANUARY_6),
        ("02/29/2016", MDY, date(2016, 2, 29)),
        ("02/29/2015", MDY, None),
        ("13/31/2015", MDY, None),
        ("31/12/2015", MDY, None),
        ("00/00/0000", MDY, None),
        ("someday", MDY, None),
        ("", MDY, None),
    ],
)
def test_dates_are_read_in_their_order_only(text: str, order: DateOrder, day: date | None) -> None:
    assert parse_date(text, order) == day


@pytest.mark.parametrize(
    "text",
    [
        "2015-01-06",
        "2015/1/6",
        "20150106",
        "2015-01-06 16:00:00",
        "2015-01-06T16:00:00Z",
        "Jan 6, 2015",
        "January 6 2015",
        "6 Jan 2015",
        "06-Jan-15",
        "6th January 2015",
        "6. Januar 2015",
        "6 janv. 2015",
        "6 de enero de 2015",
    ],
)
def test_dates_that_say_it_themselves_read_the_same_in_every_order(text: str) -> None:
    assert {parse_date(text, order) for order in DateOrder} == {JANUARY_6}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("08/26/2026 16:00:00", time(16)),
        ("08/26/2026 4:15 PM", time(16, 15)),
        ("08/26/2026 12:05 am", time(0, 5)),
        ("08/26/2026", None),
    ],
)
def test_the_time_behind_a_date_is_read(text: str, at: time | None) -> None:
    assert parse_moment(text, MDY) == (date(2026, 8, 26), at)


@pytest.mark.parametrize(
    ("region", "order"), [("US", MDY), ("GB", DMY), ("DE", DMY), ("FR", DMY), ("MX", DMY), ("JP", YMD)]
)
def test_every_region_has_its_usual_order(region: str, order: DateOrder) -> None:
    assert usual_order(region) == order


def test_one_day_beyond_twelve_settles_the_order() -> None:
    orders = orders_of(["03/04/2018", "11/29/2012"], [], region="GB")

    assert (orders.proposed, orders.is_settled, orders.possible) == (MDY, True, (MDY,))


def test_dates_that_fit_two_orders_have_to_be_confirmed() -> None:
    orders = orders_of(["03/04/2018", "05/06/2012"], [], region="GB")

    assert (orders.proposed, orders.is_settled, orders.possible) == (DMY, False, (MDY, DMY))
    assert [example.read_as for example in orders.examples[MDY]] == [date(2018, 3, 4), date(2012, 5, 6)]
    assert [example.read_as for example in orders.examples[DMY]] == [date(2018, 4, 3), date(2012, 6, 5)]


def test_the_same_day_twice_over_needs_no_confirmation() -> None:
    assert orders_of(["03/03/2018", "2018-03-04"], [], region="US").is_settled


def test_one_mistaken_date_does_not_change_the_order_of_the_others() -> None:
    orders = orders_of(["11/29/2012", "12/31/2015", "31/12/2015"], [], region="DE")

    assert (orders.proposed, orders.is_settled) == (MDY, True)
    assert orders.unreadable == {MDY: 1, DMY: 2, YMD: 3}


def test_there_are_three_examples_that_show_the_difference() -> None:
    texts = ["03/04/2018", "03/05/2018", "03/06/2018", "03/07/2018", "11/29/2012"]

    assert [one.text for one in orders_of(texts, [], region="US").examples[MDY]] == [
        "03/04/2018",
        "03/05/2018",
        "11/29/2012",
    ]


def test_private_dates_count_but_are_not_shown() -> None:
    orders = orders_of(["03/04/2018"], ["11/29/2012"], region="GB")

    assert orders.proposed == MDY
    assert [example.text for example in orders.examples[MDY]] == ["03/04/2018"]


@given(st.lists(st.dates(date(1940, 1, 1), date(2029, 12, 31)), min_size=1, max_size=60))
def test_the_true_order_is_always_among_the_possible(days: list[date]) -> None:
    assert MDY in orders_of([f"{day:%m/%d/%Y}" for day in days], [], region="DE").possible
    assert DMY in orders_of([f"{day:%d.%m.%Y}" for day in days], [], region="US").possible


@given(
    st.dates(date(1932, 1, 1), date(2029, 12, 31)), st.sampled_from([(MDY, "%m/%d/%Y"), (DMY, "%d.%m.%y")])
)
def test_what_is_written_in_an_order_is_read_in_it(day: date, way: tuple[DateOrder, str]) -> None:
    assert parse_date(day.strftime(way[1]), way[0]) == day
