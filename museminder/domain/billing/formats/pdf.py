"""Typesets invoices and statements with Typst.

Everything a person typed reaches the templates as data (JSON in a system input) and is set as plain text; it is
never part of the template's source, so `#read("/etc/passwd")` in a name is printed, not obeyed. The fonts are the
compiler's own; the system's serve only signs those lack.
"""

import json
import os
import re
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from babel import Locale
from babel.dates import format_date

from museminder.domain.billing.formats.documents import (
    InvoiceDocument,
    Letterhead,
    StatementDocument,
)
from museminder.domain.billing.formats.wording import language_of, locale_of, words_of
from museminder.domain.billing.rules.allocation import Age
from museminder.primitives.money import format_money
from museminder.primitives.text import printable

_TEMPLATES = Path(__file__).parent / "typst"
_LONG_WORD = re.compile(r"(\S{28})(?=\S)")  # gets places to break, or it would leave the sheet
_compilers = threading.local()  # a compiler serves one thread at a time


def invoice_pdf(document: InvoiceDocument) -> bytes:
    """Typesets one invoice: a tagged PDF with a title and a language, the same bytes for the same facts."""
    return _pdf("invoice", _invoice_data(document))


def invoices_pdf(documents: Iterable[InvoiceDocument]) -> list[bytes]:
    """Typesets many invoices, one file each, in their order, on all processors: the compiler lets go of Python."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return list(pool.map(invoice_pdf, documents))


def statement_pdf(document: StatementDocument) -> bytes:
    """Typesets what happened on a family's account, on as many pages as it takes."""
    return _pdf("statement", _statement_data(document))


def _pdf(template: str, data: dict[str, Any]) -> bytes:
    compiler = getattr(_compilers, template, None)
    if compiler is None:
        compiler = typst.Compiler(_TEMPLATES / f"{template}.typ", root=_TEMPLATES, font_paths=_fonts())
        setattr(_compilers, template, compiler)
    inputs = {"data": json.dumps(_on_paper(data))}
    try:
        pdf = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError:
        # PDF/UA refuses a sign that no font of this machine has: a bill with a box in a name beats no bill.
        pdf = compiler.compile(format="pdf", sys_inputs=inputs, timestamp=0)
    return cast(bytes, pdf)  # without a file to write to and for this format, always the bytes of one file


def _on_paper(value: Any) -> Any:
    if isinstance(value, str):
        return _LONG_WORD.sub("\\1\u200b", printable(value))
    if isinstance(value, dict):
        return {key: _on_paper(part) for key, part in value.items()}
    return [_on_paper(part) for part in value] if isinstance(value, list | tuple) else value


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


class _Writer:
    """Writes dates and amounts as the family reads them."""

    def __init__(self, locale: Locale, currency: str) -> None:
        self.locale = locale
        self.words = words_of(locale)
        self._currency = currency

    def money(self, amount: int) -> str:
        return format_money(amount, self._currency, str(self.locale)).replace("-", "\N{MINUS SIGN}")

    def long(self, day: date) -> str:
        return format_date(day, "long", locale=self.locale)

    def short(self, day: date) -> str:
        return format_date(day, "medium", locale=self.locale)

    def label(self, key: str, **days: date) -> str:
        return self.words[key].format(**{name: self.long(day) for name, day in days.items()})


def _invoice_data(document: InvoiceDocument) -> dict[str, Any]:
    locale = locale_of(document.locale)
    write = _Writer(locale, document.currency)
    words = write.words
    totals = [{"label": tax.name, "amount": write.money(tax.amount)} for tax in document.taxes]
    if totals:
        totals.insert(0, {"label": words["subtotal"], "amount": write.money(document.subtotal_amount)})
    if totals or document.payments:
        totals.append({"label": words["total"], "amount": write.money(document.total_amount)})
    totals += [
        {
            "label": f"{payment.description}, {write.short(payment.on)}",
            "amount": write.money(-payment.amount),
        }
        for payment in document.payments
    ]
    facts = [
        (words["number"], document.number),
        (words["issued"], write.long(document.issued_on)),
        (words["due"], write.long(document.due_on)),
    ]
    return {
        **_frame(document.letterhead, locale, document.issued_on, document.billed_to, document.note),
        "title": f"{words['invoice']} {document.number}",
        "kind": words["invoice"],
        "facts": facts,
        "void": write.label("void", date=document.voided_on) if document.voided_on else None,
        "lines": [
            {
                "description": line.description,
                "explanation": line.explanation,
                "amount": write.money(line.amount),
            }
            for line in document.lines
        ],
        "totals": totals,
        "result": _invoice_result(document, write),
    }


def _invoice_result(document: InvoiceDocument, write: _Writer) -> dict[str, str | None]:
    """The figure a family looks for first: what to pay and by when, or that there is nothing to pay."""
    amount, hint, key = document.due_amount, None, "amount_due"
    if amount > 0:
        hint = write.label("due_by", date=document.due_on)
    elif amount < 0:
        key = "credit"
    else:
        key = "paid_in_full" if document.paid_amount and not document.voided_on else "nothing_due"
    return {"label": write.words[key], "amount": write.money(abs(amount)), "hint": hint}


def _statement_data(document: StatementDocument) -> dict[str, Any]:
    locale = locale_of(document.locale)
    write = _Writer(locale, document.currency)
    words = write.words
    last_on = document.until_on - timedelta(days=1)
    facts = [
        (words["account"], document.account_number),
        (words["issued"], write.long(document.issued_on)),
        (
            words["period"],
            words["period_days"].format(first=write.short(document.from_on), last=write.short(last_on)),
        ),
    ]
    closing = document.closing_amount
    return {
        **_frame(document.letterhead, locale, document.issued_on, document.billed_to, document.note),
        "title": f"{words['statement']} {document.account_number}, {write.long(last_on)}",
        "kind": words["statement"],
        "facts": facts,
        "opening": {
            "label": write.label("opening", date=document.from_on),
            "amount": write.money(document.opening_amount),
        },
        "entries": [
            {
                "date": write.short(entry.on),
                "description": entry.description,
                "explanation": entry.explanation,
                "amount": write.money(entry.amount),
                "balance": write.money(balance),
            }
            for entry, balance in zip(document.entries, document.balances, strict=True)
        ],
        "aging": _aging_data(document, write),
        "result": {
            "label": words["credit"] if closing < 0 else write.label("closing", date=last_on),
            "amount": write.money(abs(closing)),
            "hint": None,
        },
    }


def _aging_data(document: StatementDocument, write: _Writer) -> list[dict[str, str]]:
    if not any(document.aging.values()):
        return []
    return [{"label": write.words[age], "amount": write.money(document.aging.get(age, 0))} for age in Age]


def _frame(
    letterhead: Letterhead, locale: Locale, issued_on: date, billed_to: Sequence[str], note: str
) -> dict[str, Any]:
    """What both kinds of document have around their lines."""
    return {
        "studio": letterhead.studio_name,
        "address": letterhead.address_lines,
        "contact": letterhead.contact_lines,
        "color": letterhead.color,
        "paper": letterhead.paper,
        "language": language_of(locale),
        "issued": [issued_on.year, issued_on.month, issued_on.day],
        "billed_to": billed_to,
        "note": note,
        "words": dict(words_of(locale)),
    }
