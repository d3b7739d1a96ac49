"""A thousand invoices as PDF against the same pages set by Typst from facts at hand."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import typst

from benchmarks.databases import pointed_at
from benchmarks.measuring import Comparison, Result, Series, in_turn, timed
from benchmarks.people import sign_in
from benchmarks.school.filling import LARGE
from benchmarks.stage import Stage
from museminder.domain.billing.formats import pdf
from museminder.domain.billing.formats.documents import InvoiceDocument
from museminder.domain.billing.models import Invoice
from museminder.domain.reports.queries.documents import invoice_documents
from museminder.foundation.tenancy.context import site, studio_context


def invoices(stage: Stage) -> Iterable[Result]:
    """From the ledger to files, on all processors; Typst alone gets the same facts as JSON."""
    with pointed_at(stage.databases.main):
        secret = sign_in(stage.databases.main).secrets["studio"]
        documents = _documents(secret)
        mine, theirs = in_turn(
            lambda: timed(lambda: pdf.invoices_pdf(_documents(secret))),
            _Bare(documents).set_all,
            runs=stage.sizes.long_runs,
        )
    yield Comparison(
        f"invoices as PDF ({len(documents):,})",
        Series("MuseMinder", mine),
        Series("Typst alone", theirs),
        amount=len(documents),
        unit="invoices/s",
    )


def _documents(secret: str) -> list[InvoiceDocument]:
    with site("studio"), studio_context(secret, LARGE) as studio:
        rows = Invoice.objects.select_related("family_account__family").order_by("number")
        return invoice_documents(list(rows), studio)


class _Bare:
    """The same template and the same facts, and nothing else."""

    def __init__(self, documents: Sequence[InvoiceDocument]) -> None:
        # The template's own input is the one thing of the module that is not public.
        self.inputs = [json.dumps(pdf._on_paper(pdf._invoice_data(each))) for each in documents]  # noqa: SLF001
        self.own = threading.local()

    def set_all(self) -> float:
        """The seconds for all of them."""

        def all_of_them() -> None:
            with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
                list(pool.map(self._set, self.inputs))

        return timed(all_of_them)

    def _set(self, facts: str) -> bytes:
        if not hasattr(self.own, "compiler"):
            folder = pdf._TEMPLATES  # noqa: SLF001
            fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)
            self.own.compiler = typst.Compiler(folder / "invoice.typ", root=folder, font_paths=fonts)
        made: bytes = self.own.compiler.compile(
            format="pdf", sys_inputs={"data": facts}, pdf_standards=["ua-1"], timestamp=0
        )
        return made
