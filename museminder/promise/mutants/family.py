"""Safeguards of what a family is shown, given and asked, taken away one at a time in this process."""

from __future__ import annotations

from typing import Any

from museminder.domain.privacy.queries import held
from museminder.foundation.vault.purposes import Purpose
from museminder.promise.mutants.sabotage import Mutant, by_replacing, register
from museminder.sites.studio.people.forms import PurposeForm

_held_about = held.held_about


class _AnyReason(PurposeForm):
    """Opens whatever is said, or nothing."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        del self.fields["purpose"]

    def clean(self) -> dict[str, Any]:
        """A reason is made up."""
        return {"purpose": Purpose.LESSON.value}


for _mutant in (
    Mutant(
        "looks-untold",
        "The guardian's page no longer tells who looked.",
        ("rights.shown",),
        by_replacing("museminder.sites.member.privacy.looks.looks_at", lambda *_subjects, **_whose: []),
    ),
    Mutant(
        "kept-and-not-shown",
        "The page of what is kept leaves out the last tables.",
        ("rights.shown",),
        by_replacing(
            "museminder.sites.member.privacy.held.held_about", lambda student: _held_about(student)[:1]
        ),
    ),
    Mutant(
        "opened-for-no-reason",
        "The office opens what is sealed without being told why.",
        ("reveals.reason-first",),
        by_replacing("museminder.sites.studio.people.reveals.PurposeForm", _AnyReason),
    ),
):
    register(_mutant)
