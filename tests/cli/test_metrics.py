"""What several processes counted is one set of numbers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from museminder.cli.__main__ import main
from museminder.foundation.published.publishing import publish
from museminder.primitives.clock import now
from museminder.primitives.metrics import FOLDER
from tests.schools import School

PAGE = "tell('answered', site='studio', route='studio:today', method='GET', status=200, duration_ms=7.5)"
COUNTED = 'museminder_answers_total{route="studio:today",site="studio",status="200"} 2.0'


def test_the_counts_of_all_processes_and_the_standing_are_printed(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "metrics"))
    for _ in range(2):
        program = f"from museminder.primitives.telling import tell; {PAGE}"
        subprocess.run([sys.executable, "-c", program], check=True, env=os.environ.copy())

    assert main(["metrics", "show"]) == 0

    printed = capsys.readouterr().out.splitlines()
    assert COUNTED in printed
    assert 'museminder_answer_seconds_bucket{le="0.01",site="studio"} 2.0' in printed
    assert 'museminder_up{database="studios"} 1.0' in printed


def test_every_number_that_a_rule_or_a_panel_asks_for_is_there(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "metrics"))
    jobs = "tell('job failed', task='billing.post', job_id=1, attempt=0, studio_id=1, duration_ms=7.5)"
    program = f"from museminder.primitives.telling import tell; {PAGE}; {jobs}"
    subprocess.run([sys.executable, "-c", program], check=True, env=os.environ.copy())
    publish(at=now())

    main(["metrics", "show"])

    printed = set(re.findall(r"^museminder_\w+", capsys.readouterr().out, re.MULTILINE))
    observed = Path(settings.PROJECT, "deploy/observability")
    asked = set(re.findall(r"museminder_\w+", "".join(path.read_text() for path in observed.iterdir())))
    # Sentences of the promise are counted from the first run of its checks on.
    assert asked - printed == {"museminder_promise_sentences"}
    assert len(asked) >= 9
