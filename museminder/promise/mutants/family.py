"""Safeguards of what a family is shown, given and asked, taken away one at a time in this process."""

from __future__ import annotations

from typing import Any

from museminder.domain.privacy.models import Erasure
from museminder.domain.privacy.queries import held
from museminder.domain.privacy.queries.retention import table_of
from museminder.domain.privacy.rules.copied import copied_fields
from museminder.foundation.vault.fields import SealedField
from museminder.foundation.vault.purposes import Purpose
from museminder.promise.mutants.sabotage import Mutant, by_replacing, by_statement, register
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
    Mutant(
        "pictured-for-no-reason",
        "The office shows a photograph without being told why.",
        ("reveals.reason-first",),
        by_replacing("museminder.sites.studio.people.photographs.PurposeForm", _AnyReason),
    ),
    Mutant(
        "corrected-by-nobody",
        "What a guardian corrects alone is thrown away.",
        ("corrections.carried-out",),
        by_replacing("museminder.sites.member.people.profiles.change_student", lambda **_facts: None),
    ),
    Mutant(
        "corrected-without-origin",
        "The database no longer notes who said what about a student.",
        ("corrections.carried-out",),
        by_statement("alter table people_student disable trigger stamp_origins"),
    ),
    Mutant(
        "copy-for-programs-alone",
        "The copy that a family takes along has no page to read.",
        ("copies.whole",),
        by_replacing("museminder.domain.privacy.formats.family_archive._page", lambda *_copied: ""),
    ),
    Mutant(
        "copy-without-notes",
        "The copy that a family takes along is made without what is sealed.",
        ("copies.whole",),
        by_replacing(
            "museminder.domain.privacy.queries.copied.copied_fields",
            lambda table: tuple(each for each in copied_fields(table) if not isinstance(each, SealedField)),
        ),
    ),
    Mutant(
        "never-replayed",
        "After a restore nobody is erased again in the studios' tables.",
        ("erasing.after-restore",),
        by_replacing("museminder.domain.privacy.tasks.replay_erasures_of_studio", lambda **_facts: 0),
    ),
    Mutant(
        "restored-and-served",
        "An older copy of the vault is served like any other.",
        ("erasing.after-restore",),
        by_replacing("museminder.foundation.vault.destroying.refuse_unless_replayed", lambda: None),
    ),
    Mutant(
        "not-asked-at-home",
        "A guardian's first page no longer asks about a policy that changes something for children.",
        ("guardians.asked-at-home",),
        by_replacing("museminder.sites.member.home.home.versions_to_answer", lambda **_whose: []),
    ),
    Mutant(
        "nothing-too-old",
        "The nightly job finds nothing too old, and reports that nothing is left.",
        ("retention.erases",),
        by_replacing(
            "museminder.domain.privacy.actions.retention.due_rows",
            lambda holding, _rule, **_on: table_of(holding.model).objects.none(),
        ),
    ),
    Mutant(
        "paid-first",
        "A child is not erased before somebody has settled what is owed.",
        ("erasing.whatever-is-owed",),
        by_replacing(
            "museminder.domain.privacy.rules.weighing.weighed", lambda **_facts: Erasure.State.WAITING
        ),
    ),
):
    register(_mutant)
