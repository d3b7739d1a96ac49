"""Writing to us: a question, or a request about one's own information."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from museminder.foundation.published.letterbox import Kind
from museminder.sites.commercial.showing import show_public
from museminder.sites.commercial.writing import LetterForm, put
from museminder.web.pages import open_page

TOPICS = (
    (Kind.QUESTION.value, _("A question about MuseMinder")),
    (Kind.PRIVACY.value, _("A request about my own or my child’s information")),
)


class QuestionForm(LetterForm):
    """What it is about, in the visitor's own words."""

    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=TOPICS, initial=Kind.QUESTION.value, widget=forms.RadioSelect
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=5000,
        help_text=_("Names and birth dates of children are not needed here; please leave them out."),
        widget=forms.Textarea({"rows": 7}),
    )
    field_order = ("topic", "message", "email")


@open_page("takes a question and an e-mail address; it has no access to any studio")
def create(request: HttpRequest) -> HttpResponse:
    """Write to us; the answer comes by mail."""
    given = request.GET.get("topic", "")
    initial = {"topic": given} if given in dict(TOPICS) else {}
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            kind = Kind(form.cleaned_data["topic"])
            status = put(request, form, kind, message=form.cleaned_data["message"])
            if not status:
                return HttpResponseRedirect("/contact/sent/")
        else:
            status = 422
    return show_public(request, "commercial/contact.html", {"form": form}, status)


@open_page("says that a letter has arrived; it has no access to any studio")
def show(request: HttpRequest) -> HttpResponse:
    """What happens next; the page is the same for everybody."""
    return show_public(request, "commercial/contact_sent.html")
