"""What can go wrong at a card gateway, in sentences for the person who sees them.

`str(error)` may be shown; `detail` is the gateway's own text, for the office's log.
"""


class GatewayError(Exception):
    """Something went wrong at the card gateway."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


class CardDeclined(GatewayError):
    """The bank refused the card. `hard` means that trying the same card again is pointless."""

    def __init__(self, code: str, *, hard: bool, sentence: str, detail: str = "") -> None:
        super().__init__(sentence, detail)
        self.code = code
        self.hard = hard


class GatewayUnavailable(GatewayError):
    """No usable answer came. What was asked may have been done: ask again with the same idempotency key."""


class GatewayRefused(GatewayError):
    """The gateway understood and said no, or our request was wrong: asking again changes nothing."""


class KeyRefused(GatewayRefused):
    """The studio's secret key is not (or no longer) valid, or may not do this."""


class NotificationRefused(GatewayError):
    """A notification whose sender or age cannot be trusted; nothing of it may be used."""
