"""Versions of the policy: what was posted, how many agreed, and posting the next one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _

from museminder.domain.oversight.queries.operations import studio_figures
from museminder.domain.privacy.actions.policy_versions import post_version
from museminder.domain.privacy.formats.policy_files import WrittenPolicy, written_policy
from museminder.domain.privacy.queries.policies import versions
from museminder.domain.privacy.rules.notice import AlreadyPosted, TooSoon, earliest_effective_on
from museminder.foundation.identity.permissions import Permission
from museminder.sites.operator.door import page
from museminder.sites.operator.forms import PolicyForm
from museminder.sites.operator.showing import show
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to


@page(Permission.OPERATOR_PUBLISH)
def index(request: Any) -> HttpResponse:
    """Every version with how many people agreed to it, and the next one that is written and not posted."""
    posted = versions()
    agreed: Counter[str] = Counter()
    for figures in studio_figures():
        agreed.update(figures.acceptances)
    rows = [
        (version, agreed[str(version.number)], version.is_in_effect(on=request.now_on)) for version in posted
    ]
    return show(request, "operator/policies.html", {"rows": rows, "next": _written(posted[0].number + 1)})


@page(Permission.OPERATOR_PUBLISH)
def create(request: Any, number: int) -> HttpResponse:
    """Post a version: every site announces it from now on, and nobody can change it any more."""
    written = _written(number)
    if written is None:
        raise Http404
    earliest = earliest_effective_on(request.received_at)
    form = PolicyForm(request.POST or None, initial={"effective_on": earliest})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["effective_on"]
        try:
            post_version(policy=written, effective_on=said, by=request.actor, at=request.received_at)
        except TooSoon:
            day = formats.date_format(earliest)
            form.add_error(
                "effective_on",
                _("Everybody has 30 days to read it: it can take effect on %(day)s at the earliest.")
                % {"day": day},
            )
        except AlreadyPosted:
            form.add_error(None, _("This version was posted before. A changed text is a new version."))
        else:
            messages.success(request, _("Posted: every site announces it from now on."))
            return redirect_to(request, address_of("policies"))
    context = {
        "form": form,
        "title": _("Post version %(number)s: %(title)s") % {"number": number, "title": written.title},
        "note": _(
            "Once it is posted nobody can change it, and every site announces it until it takes effect."
        ),
        "back": (_("Policy versions"), address_of("policies")),
        "button": _("Post it"),
    }
    return show(request, "operator/form.html", context, status=422 if form.errors else 200)


def _written(number: int) -> WrittenPolicy | None:
    try:
        return written_policy(number)
    except FileNotFoundError:
        return None
