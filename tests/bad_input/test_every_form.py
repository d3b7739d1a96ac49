"""Every form of both sites takes bad input with a sentence, whole, and without losing what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse, QueryDict
from django.urls import clear_url_caches, path

from museminder.domain.people.models import Family
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio import urls
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import FamilyForm
from museminder.sites.studio.people.saving import Place, Words
from museminder.web.rendering import show
from tests.bad_input.attempting import Sender
from tests.bad_input.conftest import Studios
from tests.bad_input.judging import Judge, Report
from tests.bad_input.walking import clients_of, find_forms

FORM = "studio/people/form.html"
# Only sent what is refused at once, with the reason.
REFUSED_ONLY = {"<slug:studio_slug>/billing/cards/": "a key that could be one is shown to Stripe"}
# Taken although most fields refuse it, with the reason.
TAKEN_ON_PURPOSE = {
    ("<slug:studio_slug>/switching/imports/rows/<uuid:import_row_id>/", "too long"): (
        "a cell of a file may have 20,000 characters"
    )
}


@pytest.fixture
def planted() -> Iterator[None]:
    """Four pages as nobody should write them, among those of the studio."""
    kept = len(urls.inside)
    urls.inside += [
        path(f"planted/{name}/", page(Permission.FAMILY_EDIT)(view)) for name, view in BAD.items()
    ]
    clear_url_caches()
    yield
    del urls.inside[kept:]
    clear_url_caches()


def halves(request: Any) -> HttpResponse:
    """Writes, then finds something wrong, and answers as if all were well."""
    form = FamilyForm(request.POST or None)
    if request.method == "POST":
        Family.objects.create(name="half", name_key="half")
    return _answer(request, form, 200)


def forgetful(request: Any) -> HttpResponse:
    """Says what is wrong beside an empty form."""
    form = FamilyForm(request.POST or None)
    if form.errors:
        form.data = QueryDict()
    return _answer(request, form, 422 if form.errors else 200)


def breaking(request: Any) -> HttpResponse:
    """Believes that whoever writes a name writes few letters."""
    form = FamilyForm(request.POST or None)
    if len(request.POST.get("name", "")) > 1_000:
        raise ValueError("that is a long name")
    return _answer(request, form, 422 if form.errors else 200)


def trusting(request: Any) -> HttpResponse:
    """Shows what was typed as it was typed."""
    return HttpResponse(f"<p>{request.POST.get('name')}</p>") if request.POST else halves(request)


BAD = {"halves": halves, "forgetful": forgetful, "breaking": breaking, "trusting": trusting}


def _answer(request: Any, form: FamilyForm, status: int) -> HttpResponse:
    words, place = Words("Planted", "Save", "Saved."), Place([("Planted", "")], "/")
    return show(request, FORM, {"form": form, "words": words, "place": place}, status=status)


def _walk(studios: Studios) -> tuple[Report, int]:
    clients = clients_of(studios.ours)
    forms = find_forms(studios.ours, clients)
    sender = Sender(clients)
    judge = Judge(sender, studios.foreign, REFUSED_ONLY, TAKEN_ON_PURPOSE)
    for found in forms:
        judge.try_form(found)
    return judge.report, sender.sent


def test_every_form_takes_bad_input_with_a_sentence(
    studios: Studios, planted: None, capsys: pytest.CaptureFixture[str]
) -> None:
    report, sent = _walk(studios)

    caught = {each for each in report.faults if "/planted/" in each.form}
    found = {name: {each.what for each in caught if f"/{name}/" in each.form} for name in BAD}
    with capsys.disabled():
        print(f"\n{report.said(sent)}; {len(caught)} of the faults in 4 planted forms")
    assert "\n".join(str(each) for each in report.faults if each not in caught) == ""
    assert any(what == "stored by halves: people_family" for what in found["halves"])
    assert any(what.startswith("no longer in the form: ") for what in found["forgetful"])
    assert any(what.startswith("answered 500 ValueError") for what in found["breaking"])
    assert any(what.startswith("stands as markup") for what in found["trusting"])
    assert (report.forms > 80, report.fields > 400, report.values > 2_000) == (True, True, True)
