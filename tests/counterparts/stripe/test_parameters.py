"""A form becomes groups and lists; what nobody asked for is refused by its whole name."""

import pytest

from counterparts.stripe.failures import Failure
from counterparts.stripe.parameters import Parameters, nested


def test_brackets_become_groups_and_lists() -> None:
    pairs = [
        ("amount", "5000"),
        ("metadata[reference]", "r-1"),
        ("lines[0][price][currency]", "usd"),
        ("lines[1][price][currency]", "eur"),
        ("expand[]", "a"),
        ("expand[]", "b"),
    ]

    assert nested(pairs) == {
        "amount": "5000",
        "metadata": {"reference": "r-1"},
        "lines": {"0": {"price": {"currency": "usd"}}, "1": {"price": {"currency": "eur"}}},
        "expand": {"0": "a", "1": "b"},
    }


@pytest.mark.parametrize("pairs", [[("a", "1"), ("a[b]", "2")], [("", "1")], [("[]", "1"), ("[", "2")]])
def test_a_form_that_contradicts_itself_is_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(Failure) as refusal:
        nested(pairs)

    assert refusal.value.status == 400


def test_what_nobody_read_is_refused_also_inside_a_group() -> None:
    parameters = Parameters({"card": {"number": "4242", "colour": "blue"}})
    card = parameters.group("card")
    assert card is not None
    number = card.text("number")

    with pytest.raises(Failure) as refusal:
        parameters.finish()

    assert (number, refusal.value.error["param"]) == ("4242", "card[colour]")


@pytest.mark.parametrize(
    ("value", "read"), [("0", 0), ("-5", -5), ("9" * 18, 10**18 - 1), (None, None), ("", None)]
)
def test_whole_numbers(value: str | None, read: int | None) -> None:
    tree = {} if value is None else {"amount": value}

    assert Parameters(tree).whole("amount") == read


@pytest.mark.parametrize("value", ["1.0", "1e3", " 1", "٣", "9" * 19, "0x10", "+1"])
def test_what_is_no_whole_number_is_refused(value: str) -> None:
    with pytest.raises(Failure) as refusal:
        Parameters({"amount": value}).whole("amount")

    assert refusal.value.error["code"] == "parameter_invalid_integer"


def test_labels_are_merged_and_an_empty_one_is_taken_away() -> None:
    sent = Parameters({"metadata": {"reference": "", "term": "fall"}})

    assert sent.metadata({"reference": "r-1", "kept": "yes"}) == {"kept": "yes", "term": "fall"}
    assert Parameters({"metadata": ""}).metadata({"kept": "yes"}) == {}


@pytest.mark.parametrize(
    "metadata", [{"k" * 41: "v"}, {"k": "v" * 501}, {f"k{n}": "v" for n in range(51)}, "text"]
)
def test_too_many_or_too_long_labels_are_refused(metadata: object) -> None:
    with pytest.raises(Failure):
        Parameters({"metadata": metadata}).metadata()
