"""The words printed on invoices and statements. A document is in the family's language, whoever prints it."""

from collections.abc import Mapping

from babel import Locale

_ENGLISH = {
    "invoice": "Invoice",
    "statement": "Statement",
    "void": "Void since {date}",
    "billed_to": "Billed to",
    "number": "Invoice number",
    "account": "Account",
    "issued": "Issued",
    "due": "Due",
    "period": "Period",
    "period_days": "{first} to {last}",
    "description": "Description",
    "date": "Date",
    "amount": "Amount",
    "balance": "Balance",
    "subtotal": "Subtotal",
    "total": "Total",
    "amount_due": "Amount due",
    "paid_in_full": "Paid in full",
    "nothing_due": "Nothing due",
    "credit": "In your favor",
    "due_by": "due {date}",
    "opening": "Balance before {date}",
    "closing": "Balance on {date}",
    "no_entries": "Nothing happened on this account in these days.",
    "overdue": "How long open amounts have been due",
    "current": "Not yet due",
    "days_1_to_30": "1\N{EN DASH}30 days",
    "days_31_to_60": "31\N{EN DASH}60 days",
    "days_61_to_90": "61\N{EN DASH}90 days",
    "days_over_90": "Over 90 days",
    "page": "Page {page} of {pages}",
}

_SPANISH = {
    "invoice": "Factura",
    "statement": "Estado de cuenta",
    "void": "Anulada desde el {date}",
    "billed_to": "Facturado a",
    "number": "Número de factura",
    "account": "Cuenta",
    "issued": "Fecha de emisión",
    "due": "Vencimiento",
    "period": "Período",
    "period_days": "{first} a {last}",
    "description": "Concepto",
    "date": "Fecha",
    "amount": "Importe",
    "balance": "Saldo",
    "subtotal": "Subtotal",
    "total": "Total",
    "amount_due": "Importe por pagar",
    "paid_in_full": "Pagada en su totalidad",
    "nothing_due": "Nada pendiente",
    "credit": "A su favor",
    "due_by": "vence el {date}",
    "opening": "Saldo anterior al {date}",
    "closing": "Saldo al {date}",
    "no_entries": "No hubo movimientos en esta cuenta en estos días.",
    "overdue": "Antigüedad de los importes pendientes",
    "current": "Aún no vencido",
    "days_1_to_30": "1\N{EN DASH}30 días",
    "days_31_to_60": "31\N{EN DASH}60 días",
    "days_61_to_90": "61\N{EN DASH}90 días",
    "days_over_90": "Más de 90 días",
    "page": "Página {page} de {pages}",
}

_WORDS: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "es": _SPANISH}


def locale_of(name: str) -> Locale:
    """Reads a locale's name, "es" or "en-US". Raises ValueError or babel's UnknownLocaleError for others."""
    return Locale.parse(name.replace("-", "_"))


def words_of(locale: Locale) -> Mapping[str, str]:
    """The words for a reader's language: Spanish, or English for anybody else."""
    return _WORDS.get(locale.language, _ENGLISH)


def language_of(locale: Locale) -> str:
    """The language those words are in, as a document declares it to a screen reader."""
    return locale.language if locale.language in _WORDS else "en"
