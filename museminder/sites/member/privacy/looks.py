"""Who opened what is sealed about a child, when, and for what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from museminder.domain.people.models import Student
from museminder.domain.privacy.queries.looks import Look, looker, looks_at
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.sites.member.privacy.words import sealed_words
from museminder.web.purposes import purpose_words
from museminder.web.rendering import show as show_page


@page(Permission.MY_PRIVACY_SEE)
def show(request: Any, student_id: UUID) -> HttpResponse:
    """Every look, the newest first, from the access log that nobody can rewrite."""
    student = get_object_or_404(Student, pk=student_id, merged_into=None)
    looks = looks_at([student.pk], studio_id=request.studio.studio_id, account_id=request.actor.account_id)
    context = {"student": student, "looks": [_in_words(each) for each in looks]}
    return show_page(request, "member/privacy/looks.html", context)


def _in_words(look: Look) -> dict[str, Any]:
    return {
        "who": looker(look),
        "at": look.entry.at,
        "what": ", ".join(sealed_words(each) for each in look.entry.fields),
        "why": purpose_words(look.entry.purpose),
        "was_held": look.was_held,
        "was_allowed": look.was_allowed,
        "was_allowed_alone": look.was_allowed_alone,
        "only_age": look.entry.action == "ages_derived",
    }
