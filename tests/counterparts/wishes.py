"""What tests ask of Stripe again and again."""

from typing import Any

JUNE = "Invoice 2026-0612"


def checkout_wish(amount: int = 5000, **more: Any) -> dict[str, Any]:
    """A checkout of one line in dollars."""
    price = {"currency": "usd", "unit_amount": amount, "product_data": {"name": JUNE}}
    return {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "success_url": "https://member.localhost:8443/paid?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://member.localhost:8443/account",
        **more,
    }


def setup_wish(**more: Any) -> dict[str, Any]:
    """A page on which a card is saved."""
    return {
        "mode": "setup",
        "currency": "usd",
        "success_url": "https://member.localhost:8443/saved",
        "cancel_url": "https://member.localhost:8443/account",
        **more,
    }


def payment_wish(amount: int = 5000, method: str = "pm_card_visa", **more: Any) -> dict[str, Any]:
    """A payment confirmed at once with a ready-made card."""
    return {"amount": amount, "currency": "usd", "payment_method": method, "confirm": True, **more}


def card_wish(number: str, **more: Any) -> dict[str, Any]:
    """A card typed into a program, as only tests may do it."""
    return {
        "type": "card",
        "card": {"number": number, "exp_month": 12, "exp_year": 2040, "cvc": "123", **more},
    }
