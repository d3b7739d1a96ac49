"""Attack 10: break off in the middle of an answer; the next request on that connection has no context.

No page streams: an answer is complete before its transaction ends.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import connections

from museminder.promise.probe.filling import Filled
from museminder.promise.probe.pages import client_of

STREAMS = ("StreamingHttpResponse", "FileResponse")


def test_no_page_streams_and_no_page_is_asynchronous() -> None:
    streaming = [
        path.name
        for path in Path(settings.PROJECT, "museminder").rglob("*.py")
        for text in [path.read_text()]
        if {"sites", "web", "api"} & set(path.parts) and any(name in text for name in (*STREAMS, "async def"))
    ]

    assert streaming == []


def test_a_download_that_is_broken_off_leaves_no_context(ours: Filled, theirs: Filled) -> None:
    invoice = ours.rows["billing.Invoice"].pk
    answer = client_of(ours.owner).get(f"/ours/billing/invoices/{invoice}/invoice.pdf", secure=True)

    assert (answer.streaming, answer.content[:5]) == (False, b"%PDF-")
    answer.close()
    with connections["studio"].cursor() as cursor:
        cursor.execute(
            "select coalesce(current_setting('app.ctx', true), ''), (select count(*) from people_family)"
        )
        assert cursor.fetchone() == ("", 0)


def test_a_page_that_fails_leaves_no_context(ours: Filled) -> None:
    client = client_of(ours.owner)

    assert client.get("/ours/people/families/", secure=True).status_code == 200
    assert (
        client.get(f"/ours/people/families/{ours.rows['people.Student'].pk}/", secure=True).status_code == 404
    )
    with connections["studio"].cursor() as cursor:
        cursor.execute("select count(*) from people_family")
        assert cursor.fetchone() == (0,)
