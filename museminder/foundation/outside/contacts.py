"""Counts and tells, before anything leaves, that it is about to: nothing unrecorded goes out."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Contact:
    """One message about to go to a third party: to whom, why, where, and how many bytes of ours."""

    third_party: str
    purpose: str
    host: str
    what: str
    size: int
    at: datetime


Recorder = Callable[[Contact], None]

_recorders: list[Recorder] = []
_counted: Counter[str] = Counter()
_lock = threading.Lock()


def on_contact(recorder: Recorder) -> Recorder:
    """Ask to be told of every contact, before it happens; a recorder that raises keeps it from happening."""
    _recorders.append(recorder)
    return recorder


def no_longer(recorder: Recorder) -> None:
    """Stop telling a recorder."""
    _recorders.remove(recorder)


def record_contact(contact: Contact) -> None:
    """Tell every recorder, then count; only then may the bytes leave."""
    for recorder in tuple(_recorders):
        recorder(contact)
    with _lock:
        _counted[contact.third_party] += 1


def contacts_made() -> dict[str, int]:
    """How many messages went to each third party since this process started."""
    with _lock:
        return dict(_counted)
