"""A page for a browser, a part of it for HTMX, and nothing unescaped."""

import jinja2
import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import success
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import engines
from django.test import RequestFactory

from museminder.web.rendering import redirect_to, show, show_part

PAGE = """{% block title %}Titel{% endblock %}<h1>Invoices</h1>
{% block summary %}<p id="summary">{{ words }} {{ ui.badge("Paid", "good") }}</p>{% endblock %}"""


@pytest.fixture
def page(monkeypatch):
    env = engines["jinja2"].env
    kept = jinja2.ChoiceLoader([jinja2.DictLoader({"page.html": PAGE}), env.loader])
    monkeypatch.setattr(env, "loader", kept)
    return "page.html"


def asked(**headers: str):
    request = RequestFactory().get("/invoices/", headers=headers)
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)
    return request


def test_page_is_whole_and_escaped(page):
    answer = show(asked(), page, {"words": "<script>"}, status=422)
    assert answer.status_code == 422
    assert "<h1>Invoices</h1>" in answer.text
    assert "&lt;script&gt;" in answer.text


def test_unknown_name_is_an_error_and_not_an_empty_place(page):
    with pytest.raises(jinja2.UndefinedError, match="'words' is undefined"):
        show(asked(), page, {})


def test_htmx_gets_the_part_alone(page):
    answer = show_part(asked(hx_request="true"), f"{page}#summary", {"words": "none"}, announce="Voided")
    assert answer.text.startswith('<p id="summary">none <span class="badge badge-good">')
    assert "<h1>" not in answer.text
    assert answer["HX-Trigger"] == '{"announce": {"text": "Voided"}}'
    assert answer["Vary"] == "HX-Request"


def test_browser_gets_the_whole_page_or_is_sent_on(page):
    assert "<h1>Invoices</h1>" in show_part(asked(), f"{page}#summary", {"words": "none"}).text
    sent = show_part(asked(), f"{page}#summary", {"words": "none"}, otherwise="/invoices/7/")
    assert (sent.status_code, sent["Location"]) == (302, "/invoices/7/")


@pytest.mark.parametrize("header", ["hx_boosted", "hx_history_restore_request"])
def test_boosted_link_and_back_button_get_the_whole_page(page, header):
    request = asked(hx_request="true", **{header: "true"})
    assert "<h1>Invoices</h1>" in show_part(request, f"{page}#summary", {"words": "none"}).text


def test_message_comes_with_the_part_it_belongs_to(page):
    request = asked(hx_request="true")
    success(request, "Posted 226 lines.")
    text = show_part(request, f"{page}#summary", {"words": "none"}).text
    assert '<div id="toasts" hx-swap-oob="beforeend">' in text
    assert "Posted 226 lines." in text


def test_htmx_is_sent_to_another_page_as_a_whole():
    answer = redirect_to(asked(hx_request="true"), "/families/")
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/families/")
    assert redirect_to(asked(), "/families/")["Location"] == "/families/"
