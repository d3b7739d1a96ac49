"""What is handed to a court: one zip file with a page to read and the same as JSON, nothing beside what was named."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import zipfile
from typing import Any

from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.queries.demanded import Answer, Row

PAGE, DATA = "index.html", "data.json"
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same answer


def demand_archive(demand: LegalDemand, answer: Answer, *, made_at: dt.datetime) -> bytes:
    """The archive, with the paper it answers named in it."""
    data = {
        "answers": {
            "kind": demand.kind,
            "issuer": demand.issuer,
            "reference": demand.reference,
            "document_sha256": demand.document_sha256,
        },
        "made_at": made_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "records": answer.rows,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(_member(PAGE), _page(demand, answer))
        archive.writestr(_member(DATA), json.dumps(data, ensure_ascii=False, indent=2, default=_plain))
    return stream.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _NO_TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _page(demand: LegalDemand, answer: Answer) -> str:
    title = html.escape(f"{demand.issuer}, {demand.reference}")
    parts = [f"<h1>{title}</h1>"]
    for name, rows in answer.rows.items():
        parts += [f"<h2>{html.escape(name)}</h2>", _table(rows)]
    body = "".join(parts)
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def _table(rows: list[Row]) -> str:
    if not rows:
        return "<p>–</p>"
    head = "".join(f"<th>{html.escape(name.replace('_', ' '))}</th>" for name in rows[0])
    body = "".join("<tr>" + "".join(map(_cell, row.values())) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    if value is None:
        return "<td></td>"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else _plain(value)
    return f"<td>{html.escape(text)}</td>"
