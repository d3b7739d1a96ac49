"""One rush after the other, and what came of each."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import timedelta

from tests.rush.senders import ENROLLED, FULL, UNCLEAR, Address, forms_for, send_at_once
from tests.rush.stage import MEETINGS, NEXT_WEEK, Stage, look, open_class

EVERY = 5  # one form in so many is sent twice


@dataclass(frozen=True, slots=True)
class Rush:
    """What came of one rush: what people were told, and what is stored."""

    run: int
    processes: int
    students: int
    places: int
    sent: int
    told_enrolled: int
    told_full: int
    unclear: int
    told_differently: int
    enrollments: int
    participations: int
    places_taken: list[int]
    accounts_of_refused: int
    seconds: float

    @property
    def is_exact(self) -> bool:
        """Whether the places went to as many students, wholly, and everybody was told so or that it is full."""
        told = (self.told_enrolled, self.told_full, self.unclear, self.told_differently)
        stored = (self.enrollments, self.participations, self.places_taken, self.accounts_of_refused)
        return told == (self.places, self.students - self.places, 0, 0) and stored == (
            self.places,
            self.places * MEETINGS,
            [self.places] * MEETINGS,
            0,
        )

    @property
    def oversold(self) -> int:
        """How many more are in the class than it has places."""
        return max(*self.places_taken, self.enrollments) - self.places

    def as_json(self) -> dict[str, object]:
        """For `--json`."""
        return asdict(self) | {"exact": self.is_exact, "oversold": self.oversold}

    def __str__(self) -> str:
        return (
            f"run {self.run}: {self.sent} forms of {self.students} students at once, {self.processes} processes: "
            f"{self.told_enrolled} told enrolled, {self.told_full} told full, {self.unclear} unclear; "
            f"{self.enrollments} enrolled in {self.places} places, {self.participations} places on "
            f"{MEETINGS} lists; {self.seconds} s"
        )


def rush(stage: Stage, address: Address, *, run: int, places: int, processes: int) -> Rush:
    """Everybody wants into one class at the same moment; every fifth form is sent twice."""
    offering = open_class(stage, places, run)
    first_day = (NEXT_WEEK + timedelta(hours=run)).date()
    forms = forms_for(stage, address, offering.pk, first_day)
    sent = [*forms, *forms[::EVERY]]
    began = time.monotonic()
    answers: dict[object, set[str]] = {}
    for student, told in send_at_once(sent, address):
        answers.setdefault(student, set()).add(told)
    seconds = time.monotonic() - began
    agreed = Counter(next(iter(each)) for each in answers.values() if len(each) == 1)
    stored = look(stage, offering)
    return Rush(
        run=run,
        processes=processes,
        students=len(forms),
        places=places,
        sent=len(sent),
        told_enrolled=agreed[ENROLLED],
        told_full=agreed[FULL],
        unclear=agreed[UNCLEAR],
        told_differently=sum(1 for each in answers.values() if len(each) > 1),
        enrollments=stored.enrollments,
        participations=stored.participations,
        places_taken=stored.places_taken,
        accounts_of_refused=stored.accounts_of_refused,
        seconds=round(seconds, 1),
    )
