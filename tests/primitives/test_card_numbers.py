"""Card numbers are found however they are written, and nothing else is taken for one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from museminder.primitives.card_numbers import (
    contains_card_number,
    mask_card_numbers,
    mask_card_numbers_in_bytes,
)

CARDS = {
    "visa": "4111111111111111",
    "visa of 13 digits": "4222222222222",
    "mastercard": "5555555555554444",
    "mastercard of the second range": "2223003122003222",
    "american express": "378282246310005",
    "discover": "6011111111111117",
    "diners": "30569309025904",
    "jcb": "3530111333300000",
    "unionpay": "6205500000000000004",
    "maestro": "6759649826438453",
}

FULL_WIDTH = {ord(str(digit)): 0xFF10 + digit for digit in range(10)} | {ord("-"): 0xFF0D}
ARABIC_INDIC = {ord(str(digit)): 0x0660 + digit for digit in range(10)}

WRITTEN = [
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "4111 1111-1111 1111",
    "4111.1111.1111.1111",
    "4111_1111_1111_1111.pdf",
    "4111  1111  1111  1111",
    "41111111 11111111",
    "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "41 11 11 11 11 11 11 11",
    "3782 822463 10005",
    "3782\u3000822463\u300010005".translate(FULL_WIDTH),
    "4111-1111-1111-1111".translate(FULL_WIDTH),
    "4111\u00a01111\u00a01111\u00a01111",
    "4111\u202f1111\u202f1111\u202f1111",
    "4111\u20111111\u20131111\u22121111",
    "41\u200b1111\u200d1111\ufeff1111\u00ad11",
    "4111 1111 1111 1111".translate(ARABIC_INDIC),
    "4111 1111\n1111 1111",
    "https://example.com/?q=4111%201111%201111%201111",
    "https://example.com/?q=4111+1111+1111+1111",
    "<td>4111&nbsp;1111&nbsp;1111&nbsp;1111</td>",
    'Ann,Lee,"4111111111111111",12/29',
    "1,4111111111111111,12/29",
    "card4111111111111111exp1229",
    "mom paid with 4111 1111-1111 1111 exp 12/29",
    "call 919 555 0142 or 4111 1111 1111 1111 12 29",
    "4\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e3" + "1\ufe0f\u20e3" * 12,
]

NOT_CARDS = [
    "",
    "Practised scales, next lesson 14 May 16:30, room 3",
    "4111111111111112",
    "1111111111111117",
    "call +1 (919) 555-0142, invoice 20260411-000123, ISBN 9780141036144",
    "+49 170 4444 4448",
    "+44 20 7946 0958 0001",
    "ISBN 978-3-16-148410-0, 979-8-88645-174-0",
    "2026-05-18 2026-05-25 2026-06-01",
    "20261122212153, 1763846400000, 1763846400000000",
    "30 45 60 30 45 30 45 60 30 45 60",
    "0.4111111111111111",
    "5.5555555555554444",
    "411111111111111111111111",
    "0190b8c2-4111-7111-8111-111111111111",
    "3f4111111111111111aaaabbbbccccdd00",
    "FR14 2004 1010 0505 0001 3M02 606",
    "DE89 3704 0044 0532 0130 00",
    "4242 4242 4242",
    "0000 0000 0000 0000",
    "4111,1111,1111,1111",
]


@pytest.mark.parametrize("number", CARDS.values(), ids=CARDS.keys())
def test_card_numbers_of_every_brand_are_found_and_masked_but_for_four_digits(number: str) -> None:
    assert contains_card_number(f"Visa {number}.") is True
    assert mask_card_numbers(f"Visa {number}.") == (f"Visa {'*' * (len(number) - 4)}{number[-4:]}.", 1)


@pytest.mark.parametrize("text", WRITTEN)
def test_card_number_is_found_however_it_is_written(text: str) -> None:
    assert contains_card_number(text) is True
    masked, count = mask_card_numbers(text)
    assert (count, len(masked), mask_card_numbers(masked)) == (1, len(text), (masked, 0))


@pytest.mark.parametrize("text", NOT_CARDS)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert contains_card_number(text) is False
    assert mask_card_numbers(text) == (text, 0)


def test_masking_keeps_separators_and_neighbors() -> None:
    assert mask_card_numbers("a 4111 1111-1111 1111, b 3782 822463 10005; 4111%201111%201111%201111") == (
        "a **** ****-**** 1111, b **** ****** *0005; ****%20****%20****%201111",
        3,
    )


def test_card_inside_a_bank_account_number_is_not_one() -> None:
    # 3000 6000 0112 3456 would pass as Diners Club without the check of the account number around it.
    account = "FR76 3000 6000 0112 3456 7890 189"
    assert mask_card_numbers(f"transfer to {account}") == (f"transfer to {account}", 0)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-be", "utf-32"]
)
def test_file_is_masked_in_its_own_encoding(encoding: str) -> None:
    before = "Name;Note\r\nJosé;4111 1111 1111 1111\r\n".encode(encoding)
    after = "Name;Note\r\nJosé;**** **** **** 1111\r\n".encode(encoding)
    assert mask_card_numbers_in_bytes(before, encoding) == (after, 1)


def test_file_of_another_byte_order_keeps_it() -> None:
    mark = b"\xfe\xff"
    before = mark + "4111111111111111".encode("utf-16-be")
    after = mark + "************1111".encode("utf-16-be")
    assert mask_card_numbers_in_bytes(before, "utf-16") == (after, 1)


def test_file_with_broken_bytes_keeps_them() -> None:
    assert mask_card_numbers_in_bytes(b"Jos\xe9,4111111111111111", "utf-8") == (
        b"Jos\xe9,************1111",
        1,
    )
    assert mask_card_numbers_in_bytes(b"Jos\xe9, no card", "utf-8") == (b"Jos\xe9, no card", 0)


def test_file_in_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(LookupError):
        mask_card_numbers_in_bytes(b"", "no-such-encoding")


def test_digits_left_over_do_not_make_another_card_number() -> None:
    # 4111 1111 2222 1008 is another number, of which 4111 is the end of the first.
    assert mask_card_numbers("4002 1111 2222 4111 1111 2222 1008") == (
        "**** **** **** **** **** **** 1008",
        2,
    )


def _with_check_digit(digits: str) -> str:
    total = sum(sum(divmod(int(d) * (2 - place % 2), 10)) for place, d in enumerate(reversed(digits)))
    return f"{digits}{-total % 10}"


@settings(deadline=None)
@given(
    body=st.from_regex(r"[0-9]{14}", fullmatch=True),
    before=st.text(alphabet="abc ,;:\n", max_size=5),
    separator=st.sampled_from(["", " ", "-", "\u00a0", "."]),
)
def test_any_visa_is_found_in_any_place(body: str, before: str, separator: str) -> None:
    number = _with_check_digit("4" + body)
    text = before + separator.join(number[at : at + 4] for at in range(0, 16, 4))
    assert contains_card_number(text) is True


@settings(deadline=None)
@given(st.text(alphabet="0123456789 -.+\n\u200b%a\u0664\uff14", max_size=80))
def test_masking_any_text_leaves_none_to_find(text: str) -> None:
    masked, _ = mask_card_numbers(text)
    assert (len(masked), contains_card_number(masked)) == (len(text), False)
