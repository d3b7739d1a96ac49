"""What a family reads on its invoice and its statement, page by page."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from museminder.domain.billing.formats.documents import (
    InvoiceDocument,
    InvoiceLine,
    Letterhead,
    PaymentLine,
    StatementDocument,
    StatementEntry,
    TaxLine,
)
from museminder.domain.billing.formats.pdf import invoice_pdf, invoices_pdf, statement_pdf
from museminder.domain.billing.rules.allocation import Age

LETTERHEAD = Letterhead(
    "Harbor Street Conservatory",
    ("214 Harbor Street", "Portland, ME 04101"),
    ("office@harborstreet.example",),
)
INVOICE = InvoiceDocument(
    letterhead=LETTERHEAD,
    number="1042",
    issued_on=date(2026, 5, 1),
    due_on=date(2026, 5, 15),
    billed_to=("Maria-José Fernández de la Vega", "18 Cedar Lane"),
    lines=(
        InvoiceLine("Piano, Ana, May 2026", 19448, ("35 lessons at $50.00: $1,750.00", "first of 9 months")),
        InvoiceLine("Ballet II, Lucía, May 2026", 3000),
    ),
    currency="USD",
    locale="en",
    taxes=(TaxLine("Sales tax", 1235),),
    payments=(PaymentLine(date(2026, 5, 3), "Check no. 211", 10000),),
    note="Thank you.\nChecks are payable to the conservatory.",
)
STATEMENT = StatementDocument(
    letterhead=LETTERHEAD,
    account_number="A-0117",
    issued_on=date(2026, 6, 1),
    from_on=date(2026, 5, 1),
    until_on=date(2026, 6, 1),
    billed_to=("Maria-José Fernández de la Vega",),
    opening_amount=2500,
    entries=(
        StatementEntry(date(2026, 5, 1), "Tuition, May 2026", 5000, ("2 of 4 meetings left",)),
        StatementEntry(date(2026, 5, 4), "Card payment", -5000),
    ),
    currency="USD",
    locale="en",
    aging={Age.DAYS_1_TO_30: 2500},
)
HEAD = [
    "Harbor Street Conservatory",
    "214 Harbor Street",
    "Portland, ME 04101",
    "office@harborstreet.example",
]


def read(pdf):
    return PdfReader(io.BytesIO(pdf))


def lines(pdf, page=0):
    return read(pdf).pages[page].extract_text().splitlines()


def test_invoice_reads_from_the_letterhead_to_the_page_number():
    assert lines(invoice_pdf(INVOICE)) == [
        *HEAD,
        "Invoice",
        "BILLED TO",
        "Maria-José Fernández de la Vega",
        "18 Cedar Lane",
        "Invoice number 1042",
        "Issued May 1, 2026",
        "Due May 15, 2026",
        "DESCRIPTION AMOUNT",
        "Piano, Ana, May 2026",
        "35 lessons at $50.00: $1,750.00",
        "first of 9 months",
        "$194.48",
        "Ballet II, Lucía, May 2026 $30.00",
        "Subtotal $224.48",
        "Sales tax $12.35",
        "Total $236.83",
        "Check no. 211, May 3, 2026 \N{MINUS SIGN}$100.00",
        "Amount due",
        "due May 15, 2026 $136.83",
        "Thank you.",
        "Checks are payable to the conservatory.",
        "Harbor Street Conservatory · Invoice 1042 Page 1 of 1",
    ]


def test_invoice_in_spanish_has_spanish_words_dates_and_figures():
    plain = replace(
        INVOICE, locale="es", currency="EUR", taxes=(), payments=(), note="", lines=INVOICE.lines[1:]
    )
    assert lines(invoice_pdf(plain))[4:] == [
        "Factura",
        "FACTURADO A",
        "Maria-José Fernández de la Vega",
        "18 Cedar Lane",
        "Número de factura 1042",
        "Fecha de emisión 1 de mayo de 2026",
        "Vencimiento 15 de mayo de 2026",
        "CONCEPTO IMPORTE",
        "Ballet II, Lucía, May 2026 30,00\u00a0€",
        "Importe por pagar",
        "vence el 15 de mayo de 2026 30,00\u00a0€",
        "Harbor Street Conservatory · Factura 1042 Página 1 de 1",
    ]


@pytest.mark.parametrize(
    ("paid", "voided_on", "result"),
    [
        (23683, None, "Paid in full $0.00"),
        (24683, None, "In your favor $10.00"),
        (0, date(2026, 5, 9), "Nothing due $0.00"),
    ],
)
def test_invoice_says_when_nothing_is_to_be_paid(paid, voided_on, result):
    payments = (PaymentLine(date(2026, 5, 3), "Check", paid),) if paid else ()
    shown = lines(invoice_pdf(replace(INVOICE, payments=payments, voided_on=voided_on, note="")))
    assert shown[-2] == result
    assert ("Void since May 9, 2026" in shown) is (voided_on is not None)


def test_yen_have_no_decimals():
    yen = replace(INVOICE, currency="JPY", taxes=(), payments=(), lines=(InvoiceLine("Piano", 12000),))
    assert "Piano ¥12,000" in lines(invoice_pdf(yen))


def test_statement_reads_from_the_opening_balance_to_the_closing_one():
    assert lines(statement_pdf(STATEMENT)) == [
        *HEAD,
        "Statement",
        "BILLED TO",
        "Maria-José Fernández de la Vega",
        "Account A-0117",
        "Issued June 1, 2026",
        "Period May 1, 2026 to May 31, 2026",
        "DATE DESCRIPTION AMOUNT BALANCE",
        "Balance before May 1, 2026 $25.00",
        "May 1, 2026 Tuition, May 2026",
        "2 of 4 meetings left",
        "$50.00 $75.00",
        "May 4, 2026 Card payment \N{MINUS SIGN}$50.00 $25.00",
        "Balance on May 31, 2026 $25.00",
        "HOW LONG OPEN AMOUNTS HAVE BEEN DUE",
        "Not yet due 1\N{EN DASH}30 days 31\N{EN DASH}60 days 61\N{EN DASH}90 days Over 90 days",
        "$0.00 $25.00 $0.00 $0.00 $0.00",
        "Harbor Street Conservatory · Statement A-0117, May 31, 2026 Page 1 of 1",
    ]


def test_statement_without_entries_says_so_and_a_credit_is_the_familys():
    quiet = replace(STATEMENT, entries=(), opening_amount=-2500, aging={})
    assert lines(statement_pdf(quiet))[-4:] == [
        "Balance before May 1, 2026 \N{MINUS SIGN}$25.00",
        "Nothing happened on this account in these days.",
        "In your favor $25.00",
        "Harbor Street Conservatory · Statement A-0117, May 31, 2026 Page 1 of 1",
    ]


def test_long_statement_repeats_its_headings_and_numbers_its_pages():
    entries = tuple(
        StatementEntry(date(2026, 1, 1) + timedelta(days=day), f"Lesson {day + 1}", 100) for day in range(80)
    )
    pdf = statement_pdf(replace(STATEMENT, entries=entries, opening_amount=0, aging={}))
    pages = [lines(pdf, page) for page in range(len(read(pdf).pages))]
    assert [page[-1][-11:] for page in pages] == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]
    assert [page[0] for page in pages[1:]] == ["DATE DESCRIPTION AMOUNT BALANCE"] * 2
    shown = [line for page in pages for line in page if " Lesson " in line]
    assert shown[0] == "Jan 1, 2026 Lesson 1 $1.00 $1.00"
    assert shown[79:] == ["Mar 21, 2026 Lesson 80 $1.00 $80.00"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_document_tells_a_screen_reader_its_title_language_and_order(language):
    file = read(invoice_pdf(replace(INVOICE, locale=language)))
    root = file.trailer["/Root"]
    kind = {"en": "Invoice", "es": "Factura"}[language]
    assert file.metadata.title == f"{kind} 1042 \N{EN DASH} Harbor Street Conservatory"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        '#eval("1 + 1")',
        "*bold* _it_ `code` $x^2$ <label> @ref",
        "// comment /* other */",
        "\\u{41} \\ \" ' ~",
        "= Heading",
        "- item",
    ],
)
def test_what_people_type_is_printed_and_never_obeyed(text):
    document = replace(INVOICE, billed_to=(text,), lines=(InvoiceLine(text, 100, (text,)),), note=text)
    shown = lines(invoice_pdf(document))
    assert shown.count(text) == 4


def test_signs_that_are_not_text_are_left_out():
    shown = lines(invoice_pdf(replace(INVOICE, billed_to=("Ann\x00\x1b\ud800 \u202eLee",))))
    assert shown[6] == "Ann Lee"


def test_sign_that_no_font_has_does_not_stop_the_bill():
    shown = lines(invoice_pdf(replace(INVOICE, billed_to=("\U000333ff Lee",))))
    assert (shown[5], shown[7]) == ("BILLED TO", "Invoice number 1042")


def test_word_without_spaces_stays_on_the_sheet():
    page = read(invoice_pdf(replace(INVOICE, billed_to=("W" * 300,)))).pages[0]
    assert sum(line.replace("\u200b", "").count("W") for line in page.extract_text().splitlines()) == 300
    places = []
    page.extract_text(visitor_text=lambda text, _, matrix, *__: places.append((matrix[4], text)))
    width = float(page.mediabox.width)
    assert max(x + 10 * len(text.strip("\n")) for x, text in places if text.startswith("WW")) < width


def test_paper_is_the_studios():
    a4 = replace(INVOICE, letterhead=replace(LETTERHEAD, paper="a4"))
    sizes = [read(invoice_pdf(document)).pages[0].mediabox for document in (INVOICE, a4)]
    assert [(round(box.width), round(box.height)) for box in sizes] == [(612, 792), (595, 842)]


def test_same_facts_make_the_same_file():
    assert invoice_pdf(INVOICE) == invoice_pdf(INVOICE)
    assert statement_pdf(STATEMENT) == statement_pdf(STATEMENT)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_many_invoices_come_in_their_order(count):
    documents = [replace(INVOICE, number=str(number)) for number in range(count)]
    titles = [read(pdf).metadata.title.split(" \N{EN DASH} ")[0] for pdf in invoices_pdf(documents)]
    assert titles == [f"Invoice {number}" for number in range(count)]
