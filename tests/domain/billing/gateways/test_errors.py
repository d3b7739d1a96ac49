"""What a person reads and what the office's log keeps are two things."""

from museminder.domain.billing.gateways.errors import CardDeclined, GatewayError, GatewayRefused, KeyRefused


def test_the_sentence_is_shown_and_the_detail_is_not() -> None:
    error = GatewayError("Stripe refused what was asked.", "No such charge: 'ch_1'")

    assert (str(error), error.detail) == ("Stripe refused what was asked.", "No such charge: 'ch_1'")


def test_a_declined_card_says_whether_to_try_it_again() -> None:
    error = CardDeclined("expired_card", hard=True, sentence="The card has expired.")

    assert (str(error), error.code, error.hard, error.detail) == (
        "The card has expired.", "expired_card", True, "",
    )  # fmt: skip


def test_a_refused_key_is_a_refusal() -> None:
    assert isinstance(KeyRefused("Stripe does not accept the studio's key."), GatewayRefused)
