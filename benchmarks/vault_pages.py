"""MuseMinder's own application with a roster in two ways: each time with no key in memory, or without anybody's age.

``BENCH_VAULT`` says which; what differs is nothing but the look into the vault.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "museminder.config.settings.development")
_ours = get_wsgi_application()

from museminder.foundation.vault.keys.studio_keys import forget_every_key  # noqa: E402  after setup
from museminder.sites.studio.people import ages  # noqa: E402


def _nobody_s_age(students: Sequence[Any], *_asked: object, **_for: object) -> dict[Any, None]:
    return dict.fromkeys(student.pk for student in students)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as a process does that has just been started, as far as keys go."""
    forget_every_key()
    return _ours(environ, start_response)


if os.environ.get("BENCH_VAULT") == "without":
    ages.ages_on = _nobody_s_age  # type: ignore[assignment]
