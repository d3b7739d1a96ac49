"""Answers with a page, with one part of it, or with another address; the same for a browser and for HTMX."""

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event
from jinja2_fragments import render_block
from markupsafe import escape

from museminder.web.reading import as_read_in

Context = Mapping[str, Any]


def show(
    request: HttpRequest, template: str, context: Context | None = None, status: int = 200
) -> HttpResponse:
    """Answers with the page `template` ("studio/billing/invoice.html")."""
    return HttpResponse(render(request, template, context), status=status)


def show_part(
    request: HttpRequest,
    part: str,
    context: Context | None = None,
    *,
    status: int = 200,
    otherwise: str | None = None,
    announce: str = "",
) -> HttpResponse:
    """Answers HTMX with one block of a page, and a plain browser with the whole page or another address.

    `part` is "studio/billing/invoice.html#summary". `otherwise` is where a plain browser is sent after a
    POST; without it the whole page is shown. `announce` is read out by a screen reader after the swap.
    """
    template, _, block = part.partition("#")
    if not wants_part(request):
        answer = redirect_to(request, otherwise) if otherwise else show(request, template, context, status)
    else:
        answer = HttpResponse(_render_block(request, template, block, context), status=status)
        if announce:
            trigger_client_event(answer, "announce", {"text": announce})
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def redirect_to(request: HttpRequest, to: Any, /, *args: Any, **kwargs: Any) -> HttpResponse:
    """Sends the reader to another page, named as for Django's `redirect()`, also when HTMX asked."""
    address = resolve_url(to, *args, **kwargs)
    if wants_part(request):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def wants_part(request: HttpRequest) -> bool:
    """True if HTMX asks for a piece of a page; a boosted link and the back button ask for the whole."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def render(request: HttpRequest, template: str, context: Context | None = None) -> str:
    """The page as text, as `show` answers it."""
    known = _known(request, context)
    with as_read_in(known.get("studio")):
        return _engine().env.get_template(template).render(known)


def _render_block(request: HttpRequest, template: str, block: str, context: Context | None) -> str:
    """The block, and behind it what has to be said: messages swap themselves into their place."""
    known = _known(request, context)
    env = _engine().env
    with as_read_in(known.get("studio")):
        text = render_block(env, template, block, known)
        if len(get_messages(request)):
            text += env.get_template("web/toasts.html").render(known)
    return text


def _known(request: HttpRequest, context: Context | None) -> dict[str, Any]:
    token = _Token(request)
    known: dict[str, Any] = {"request": request, "csrf_input": _TokenField(token), "csrf_token": token}
    for processor in _engine().template_context_processors:
        known |= processor(request)
    return known | dict(context or {})


class _Token:
    """What a form proves itself with: masked once for a page, however many forms it has, and never for one without."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def masked(self) -> str:
        return get_token(self._request)

    def __str__(self) -> str:
        return self.masked


class _TokenField:
    """The same as the field of a form."""

    def __init__(self, token: _Token) -> None:
        self._token = token

    def __html__(self) -> str:
        return f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(str(self._token))}">'

    __str__ = __html__


def _engine() -> Jinja2:
    engine = engines["jinja2"]
    if not isinstance(engine, Jinja2):
        raise ImproperlyConfigured("the template engine called jinja2 is another one")
    return engine
