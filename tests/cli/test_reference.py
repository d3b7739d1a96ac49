"""The reference says what the code says."""

from __future__ import annotations

from argparse import Namespace

from museminder.cli import reference


def test_reference_is_written_from_the_code_as_it_is() -> None:
    report = reference.check(Namespace(json=False))

    assert report is not None
    assert (report.data, report.good) == ({"stale": []}, True)


def test_check_notices_a_page_that_says_something_else(monkeypatch, tmp_path) -> None:
    stale = tmp_path / "model-map.md"
    stale.write_text("# What once was so\n")
    monkeypatch.setattr(reference, "MODEL_MAP", stale)

    report = reference.check(Namespace(json=False))

    assert report is not None
    assert (report.data, report.good) == ({"stale": ["model-map.md"]}, False)
