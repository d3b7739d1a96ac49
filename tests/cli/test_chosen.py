"""A server is told by its host names, and what the README says of it is what the program understands."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from museminder.cli.chosen import DEVELOPMENT, PRODUCTION, choose_settings

PROJECT = Path(__file__).parents[2]
TOLD = """
from django.conf import settings
import json
names = ("ALLOWED_HOSTS", "MUSEMINDER_COUNTERPARTS", "PAYMENT_PAGES", "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT",
         "EMAIL_USE_SSL", "EMAIL_USE_TLS", "DEFAULT_FROM_EMAIL", "MUSEMINDER_THIRD_PARTIES")
from museminder.cli.chosen import choose_settings
choose_settings()
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def deploying() -> list[str]:
    section = (PROJECT / "README.md").read_text().split("## On one server")[1].split("\n## ")[0]
    return section.split("```")[1].strip().splitlines()


@pytest.mark.parametrize(("hosts", "chosen"), [("", DEVELOPMENT), ("a,b,c,d", PRODUCTION)])
def test_whoever_names_hosts_serves_with_the_settings_of_a_server(
    monkeypatch: pytest.MonkeyPatch, hosts: str, chosen: str
) -> None:
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    monkeypatch.setenv("MUSEMINDER_HOSTS", hosts)

    choose_settings()

    assert os.environ["DJANGO_SETTINGS_MODULE"] == chosen


def test_whoever_named_settings_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "mine")
    monkeypatch.setenv("MUSEMINDER_HOSTS", "a,b,c,d")

    choose_settings()

    assert os.environ["DJANGO_SETTINGS_MODULE"] == "mine"


def test_what_the_readme_exports_leaves_nothing_of_a_laptop(tmp_path: Path) -> None:
    exported = [word for line in deploying() for word in shlex.split(line, comments=True) if "=" in word]
    said = dict(word.split("=", 1) for word in exported if not word.startswith("-"))
    quiet = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}

    done = subprocess.run(
        [sys.executable, "-c", TOLD],
        cwd=PROJECT,
        env=quiet | said | {"MUSEMINDER_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    told = json.loads(done.stdout)
    assert told["ALLOWED_HOSTS"] == said["MUSEMINDER_HOSTS"].split(",")
    assert (told["MUSEMINDER_COUNTERPARTS"], told["PAYMENT_PAGES"]) == ({}, ["https://checkout.stripe.com"])
    assert told["EMAIL_BACKEND"] == "museminder.foundation.outside.mail.EmailBackend"
    assert (told["EMAIL_HOST"], told["EMAIL_PORT"]) == ("mail.example.org", 465)
    assert (told["EMAIL_USE_SSL"], told["EMAIL_USE_TLS"]) == (True, False)
    assert told["DEFAULT_FROM_EMAIL"] == "Our school <office@example.org>"
    assert told["MUSEMINDER_THIRD_PARTIES"]["mail"]["hosts"] == ["mail.example.org"]


def test_every_command_of_the_readme_is_understood() -> None:
    lines = [shlex.split(line, comments=True) for line in deploying() if line.startswith("bin/museminder")]
    assert len(lines) == 5
    for _program, area, *words in lines:
        spoken = argparse.ArgumentParser(exit_on_error=False)
        importlib.import_module(f"museminder.cli.{area}").AREA.fill(spoken)

        assert spoken.parse_args(words).do


def test_a_server_without_its_mail_is_refused_in_a_sentence(tmp_path: Path) -> None:
    said = {"MUSEMINDER_HOME": str(tmp_path), "MUSEMINDER_HOSTS": "a,b,c,d", "MUSEMINDER_SECRET_KEY": "k"}
    said |= dict.fromkeys(("DATABASE_URL", "VAULT_DATABASE_URL", "PUBLIC_DATABASE_URL"), "postgresql://x/y")

    done = subprocess.run(
        [sys.executable, "-m", "museminder.cli", "isolation", "sweep"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"]} | said,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stderr.strip()) == (1, "MUSEMINDER_MAIL_URL is needed in production")
