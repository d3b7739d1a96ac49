"""What is late or missing about the backups is said, cluster by cluster, and a folder beside us is not elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from museminder.foundation.backups.arrangements import begin_backups
from museminder.foundation.backups.judging import (
    Standing,
    late_copies,
    late_proofs,
    leaves_this_computer,
    standing_of,
)
from museminder.foundation.backups.results import DRILL, VERIFY, Result, keep_result
from museminder.foundation.backups.shipping import Shipping
from tests.foundation.backups.bringing import take
from tests.foundation.backups.conftest import Kept

AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
FINE = Standing(
    address="s3://elsewhere",
    newest={"vault": AT - HOUR, "studios": AT - 26 * HOUR},
    shipping={"vault": Shipping(shipped_at=AT), "studios": Shipping(shipped_at=AT - HOUR / 4)},
)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"address": None}, ["There are no backups: museminder backup begin"]),
        ({"silent": "The store does not answer."}, ["The store does not answer."]),
        ({"newest": {"vault": None}}, ["vault: there is no finished backup"]),
        ({"newest": {"vault": AT - 27 * HOUR}}, ["vault: the newest backup was taken 27.0 hours ago"]),
        ({"shipping": {"vault": Shipping()}}, ["vault: its log is not shipped"]),
        (
            {"shipping": {"vault": Shipping(shipped_at=AT - HOUR)}},
            ["vault: its log was last shipped 1.0 hours ago"],
        ),
        ({"shipping": {"vault": Shipping(shipped_at=AT, gap_at=AT - 2 * HOUR)}}, []),
        (
            {"shipping": {"vault": Shipping(shipped_at=AT, gap_at=AT - HOUR / 2)}},
            ["vault: part of its log was lost, and no backup was taken since"],
        ),
    ],
)
def test_what_is_late_is_said(change: dict[str, Any], wrong: list[str]) -> None:
    assert late_copies(replace(FINE, **change), at=AT) == wrong


def test_a_proof_is_there_young_good_and_of_this_store() -> None:
    good = Result(VERIFY, AT, AT - 192 * HOUR, "s3://elsewhere", {"vault": "x"}, [], {})
    standing = replace(FINE, verified=good)
    drills = [
        None,
        replace(good, kind=DRILL, ended_at=AT - 193 * HOUR),
        replace(good, kind=DRILL, wrong=["a row is gone"]),
        replace(good, kind=DRILL, store="/mnt"),
        replace(good, kind=DRILL),
    ]

    assert [late_proofs(replace(standing, drilled=each), at=AT) for each in drills] == [
        ["no drill yet"],
        ["the last drill was 8.0 days ago"],
        ["the last drill found: a row is gone"],
        ["the last drill was of another store"],
        [],
    ]
    assert late_proofs(FINE, at=AT, kinds=[VERIFY]) == ["no look through the backups yet"]


@pytest.mark.parametrize(
    ("address", "endpoint", "away"),
    [
        ("/mnt/backups", "", False),
        ("file:///mnt/backups", "", False),
        ("s3://bucket/museminder", "", True),
        ("s3://bucket", "https://objects.example.net", True),
        ("s3://bucket", "https://127.0.0.1:9000", False),
        ("gs://bucket", "", True),
        (None, "", False),
    ],
)
def test_only_another_computer_is_elsewhere(address: str | None, endpoint: str, away: bool) -> None:
    assert leaves_this_computer(Standing(address=address, endpoint=endpoint)) is away


def test_it_is_read_from_the_store_and_from_what_was_kept(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://objects.example.net")
    taken = take(kept, incremental=False)
    home = kept.embedded.home
    keep_result(home, Result(VERIFY, AT, AT, kept.arranged.address, {"public": taken.name}, [], {}))
    found = standing_of(home)
    begin_backups(tmp_path / "home", address=str(tmp_path / "store"), keys=tmp_path / "keys")
    (tmp_path / "store/installation.json").unlink()
    gone = standing_of(tmp_path / "home")

    assert (found.newest["public"], found.newest["vault"]) == (taken.taken_at.replace(microsecond=0), None)
    assert (found.address, found.endpoint, found.silent) == (
        kept.arranged.address,
        "https://objects.example.net",
        None,
    )
    assert (found.verified and found.verified.backups, found.drilled) == ({"public": taken.name}, None)
    assert (gone.silent or "").endswith("holds no backups of MuseMinder.")
    assert standing_of(tmp_path) == Standing()
