"""Which currencies are taken, how they are written, and the smallest charge in each.

Amounts are whole minor units (cents). Smallest charges are those Stripe publishes for an account
settled in dollars; https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
"""

from counterparts.stripe.failures import invalid

LARGEST_AMOUNT = 99_999_999
SMALLEST_AMOUNT = {
    "usd": 50, "eur": 50, "gbp": 30, "cad": 50, "aud": 50, "nzd": 50, "chf": 50, "sgd": 50, "brl": 50,
    "dkk": 250, "nok": 300, "sek": 300, "hkd": 400, "mxn": 1000, "pln": 200, "czk": 1500, "jpy": 50,
}  # fmt: skip
WITHOUT_CENTS = {"jpy"}
SYMBOL = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}


def check_currency(currency: str) -> str:
    """The currency in lower case, or a 400 naming those that are taken."""
    lowered = currency.lower()
    if lowered not in SMALLEST_AMOUNT:
        known = ", ".join(sorted(SMALLEST_AMOUNT))
        raise invalid(
            f"Invalid currency: {lowered}. Stripe currently supports these currencies: {known}", "currency"
        )
    return lowered


def check_amount(amount: int, currency: str, param: str = "amount") -> int:
    """The amount unchanged, or a 400 when it is under or over what can be charged."""
    smallest = SMALLEST_AMOUNT[currency]
    if amount < smallest:
        sentence = f"Amount must be at least {written(smallest, currency)} {currency}"
        raise invalid(sentence, param, "amount_too_small")
    if amount > LARGEST_AMOUNT:
        sentence = f"Amount must be no more than {written(LARGEST_AMOUNT, currency)}"
        raise invalid(sentence, param, "amount_too_large")
    return amount


def written(amount: int, currency: str) -> str:
    """The amount as people read it: 5000 usd is `$50.00`, 5000 jpy is `¥5,000`."""
    sign = "-" if amount < 0 else ""
    symbol = SYMBOL.get(currency, f"{currency.upper()} ")
    if currency in WITHOUT_CENTS:
        return f"{sign}{symbol}{abs(amount):,}"
    whole, cents = divmod(abs(amount), 100)
    return f"{sign}{symbol}{whole:,}.{cents:02d}"
