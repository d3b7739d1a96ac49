"""A guardian's copy as one zip file: a page to read, the same as JSON, and the photographs."""

from __future__ import annotations

import base64
import datetime as dt
import html
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from museminder.domain.privacy.queries.copied import Copied, Row
from museminder.domain.privacy.queries.looks import Look, looker
from museminder.domain.privacy.rules.copied import NOT_COPIED

PAGE, DATA = "index.html", "data.json"
# The same bytes for the same copy: a zip file's members have no other time.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}"
    "th,td{text-align:left;border-bottom:1px solid #ccc;padding:.25rem .5rem;vertical-align:top}"
)


def family_archive(copied: Copied, *, studio: str, made_at: dt.datetime, language: str) -> bytes:
    """The bytes of the archive; every value in the page is also in the JSON."""
    data = as_data(copied, studio=studio, made_at=made_at)
    with io.BytesIO() as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in _photographs(copied):
                archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content)
            archive.writestr(_member(PAGE), _page(copied, data, language))
            text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True, default=_plain)
            archive.writestr(_member(DATA), text)
        return stream.getvalue()


def as_data(copied: Copied, *, studio: str, made_at: dt.datetime) -> dict[str, Any]:
    """Everything in the copy as plain data; photographs are named by their files."""
    return {
        "format": "museminder-family-copy/1",
        "studio": studio,
        "made_at": made_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "about_you": copied.about_me,
        "students": [_student(copied, each.pk, each.full_name) for each in copied.students],
        "not_copied": NOT_COPIED,
    }


def _student(copied: Copied, student_id: UUID, name: str) -> dict[str, Any]:
    held = {
        label: [_without_pictures(row, student_id) for row in rows[student_id]]
        for label, rows in copied.tables.items()
        if rows.get(student_id)
    }
    looks = [_look(each) for each in copied.looks.get(student_id, [])]
    return {"name": name, "held": held, "who_looked": looks}


def _without_pictures(row: Row, student_id: UUID) -> Row:
    return {
        name: _file_name(student_id) if isinstance(value, bytes) else value for name, value in row.items()
    }


def _look(look: Look) -> dict[str, Any]:
    return {
        "who": looker(look),
        "at": look.entry.at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "purpose": str(look.entry.purpose),
        "fields": list(look.entry.fields),
        "nothing_was_opened": look.was_held or look.was_allowed,
        "allowed_by_the_only_owner_alone": look.was_allowed_alone,
    }


def _photographs(copied: Copied) -> Iterator[tuple[str, bytes]]:
    for rows in copied.tables.values():
        for student_id, found in rows.items():
            for row in found:
                yield from (
                    (_file_name(student_id), each) for each in row.values() if isinstance(each, bytes)
                )


def _file_name(student_id: UUID) -> str:
    return f"photographs/{student_id}.jpg"


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _NO_TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _page(copied: Copied, data: dict[str, Any], language: str) -> str:
    title = _("What %(studio)s holds about your family") % {"studio": data["studio"]}
    parts = [f"<h1>{html.escape(title)}</h1>", f"<p>{html.escape(data['made_at'])}</p>"]
    parts += [_heading(_("You")), *(_table([row]) for row in copied.about_me)]
    for student in data["students"]:
        parts.append(_heading(student["name"]))
        for label, rows in student["held"].items():
            parts += [f"<h3>{html.escape(label)}</h3>", _table(rows)]
        parts += [f"<h3>{html.escape(_('Who looked'))}</h3>", _table(student["who_looked"])]
    parts.append(_heading(_("Not in this copy")))
    parts.append(_table([{"what": label, "why": why} for label, why in NOT_COPIED.items()]))
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title><style>{_STYLE}</style>'
    body = "".join(parts)
    return (
        f'<!doctype html><html lang="{html.escape(language)}"><head>{head}</head><body>{body}</body></html>'
    )


def _heading(text: str) -> str:
    return f"<h2>{html.escape(text)}</h2>"


def _table(rows: list[Row]) -> str:
    if not rows:
        return f"<p>{html.escape(_('Nothing'))}</p>"
    names = list(rows[0])
    head = "".join(f"<th>{html.escape(name.replace('_', ' '))}</th>" for name in names)
    body = "".join("<tr>" + "".join(_cell(row.get(name)) for name in names) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "<td></td>"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_plain)
    return f"<td>{html.escape(text.strip(chr(34)))}</td>"
