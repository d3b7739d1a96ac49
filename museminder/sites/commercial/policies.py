"""The policy: every version, what changed between them, and the one that is coming."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from museminder.domain.privacy.models import PolicyVersion
from museminder.domain.privacy.queries.policies import text_for_children, text_of
from museminder.domain.privacy.queries.published import published_versions, version_holding
from museminder.domain.privacy.rules.policy_text import Difference, compared
from museminder.primitives import clock
from museminder.sites.commercial.showing import show_public
from museminder.web.pages import open_page


@open_page("the versions of the public policy")
def index(request: HttpRequest) -> HttpResponse:
    """Every version that was posted, the newest first."""
    today = clock.now().date()
    versions = published_versions()
    context = {"versions": versions, "in_effect": version_holding(versions, on=today), "today": today}
    return show_public(request, "commercial/policies.html", context)


@open_page("one version of the public policy")
def show(request: HttpRequest, number: int) -> HttpResponse:
    """The words of one version, the same said for a child, and what is new in it."""
    posted = {version.number: version for version in published_versions()}
    version = posted.get(number)
    if version is None:
        raise Http404
    before = max((each for each in posted if each < number), default=None)
    today = clock.now().date()
    context = {
        "version": version,
        "text": text_of(version),
        "for_children": text_for_children(version),
        "before": before,
        "changes": _changes(posted[before], version) if before else [],
        "days_left": version.days_left(on=today),
        "is_in_effect": version == version_holding(list(posted.values()), on=today),
    }
    return show_public(request, "commercial/policy.html", context)


def _changes(before: PolicyVersion, after: PolicyVersion) -> list[object]:
    differing = compared(text_of(before), text_of(after))
    return [each for each in differing if each.difference is not Difference.KEPT]
