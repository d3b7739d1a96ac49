"""What imports do when something happens below them."""

from __future__ import annotations

from museminder.domain.privacy.events import StudentErased
from museminder.domain.switching.actions.forgetting import forget_imports_of
from museminder.primitives.happenings import when


@when(StudentErased)
def forget_the_files(event: StudentErased) -> None:
    """The files that an erased student came in with hold the student too."""
    forget_imports_of(record_ids=event.student_ids, by=event.by, at=event.at)
