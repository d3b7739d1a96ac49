"""Attack 11: make a job work in another studio, or use its secret twice."""

from __future__ import annotations

import psycopg
import pytest

from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, enter

BEGIN = "select studio_id from sec.begin_job(%s, %s)"


def test_a_job_enters_its_own_studio(login: Login, ours: Filled) -> None:
    worker = login("worker")
    secret = claimed(login, ours)

    assert worker.execute(BEGIN, [secret, ours.studio_id]).fetchone() == (ours.studio_id,)
    assert worker.execute("select name from people_family").rowcount == 2
    worker.commit()
    assert (
        worker.execute(BEGIN, [secret, ours.studio_id]).rowcount == 1
    )  # a long job takes several transactions


def test_an_edited_studio_is_refused(login: Login, ours: Filled, theirs: Filled) -> None:
    worker = login("worker")
    secret = claimed(login, ours)
    worker.execute(
        "update procrastinate_jobs set args = args || %s::jsonb", [f'{{"studio_id": {theirs.studio_id}}}']
    )
    worker.commit()

    assert refused(worker, secret, theirs.studio_id) == "no such job"


def test_a_made_up_secret_is_refused(login: Login, ours: Filled) -> None:
    claimed(login, ours)

    assert refused(login("worker"), "0" * 64, ours.studio_id) == "no such job"


def test_another_studios_job_does_not_open_this_one(login: Login, ours: Filled, theirs: Filled) -> None:
    secret = claimed(login, theirs)

    assert refused(login("worker"), secret, ours.studio_id) == "no such job"


def test_a_secret_in_use_is_refused_to_a_second(login: Login, ours: Filled) -> None:
    secret, first, second = claimed(login, ours), login("worker"), login("worker")
    first.execute(BEGIN, [secret, ours.studio_id])

    assert refused(second, secret, ours.studio_id) == "job secret is in use"


def test_a_job_is_claimed_once_an_attempt(login: Login, ours: Filled) -> None:
    worker = login("worker")
    job = doing(login, ours)
    worker.execute("select sec.claim_job(%s)", [job])

    with pytest.raises(psycopg.Error, match="job already claimed"):
        worker.execute("select sec.claim_job(%s)", [job])


def test_a_job_that_is_over_opens_nothing(login: Login, ours: Filled) -> None:
    worker = login("worker")
    secret = claimed(login, ours)
    worker.execute("update procrastinate_jobs set status = 'succeeded'")
    worker.commit()

    assert refused(worker, secret, ours.studio_id) == "no such job"


def test_a_retry_needs_a_new_secret(login: Login, ours: Filled) -> None:
    worker = login("worker")
    secret = claimed(login, ours)
    worker.execute("update procrastinate_jobs set attempts = attempts + 1")
    worker.commit()

    assert refused(worker, secret, ours.studio_id) == "no such job"


def test_a_site_reaches_neither_the_queue_nor_its_secrets(login: Login, ours: Filled) -> None:
    site = login("studio")
    enter(site, ours.owner, ours)
    for statement in (
        "select 1 from procrastinate_jobs",
        "select 1 from sec.job_attempt",
        "select sec.claim_job(1)",
        "select sec.begin_job('x', 1)",
        "select sec.fan_out('billing.reconcile', 'q')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), site.transaction():
            site.execute(statement)


def doing(login: Login, studio: Filled) -> int:
    """A job of the studio that the worker is doing."""
    site, worker = login("studio"), login("worker")
    enter(site, studio.owner, studio)
    [job] = site.execute("select sec.enqueue('probe', '{}', 'probe', null, null, null)").fetchone()
    site.commit()
    worker.execute("update procrastinate_jobs set status = 'doing' where id = %s", [job])
    worker.commit()
    return job


def claimed(login: Login, studio: Filled) -> str:
    job, worker = doing(login, studio), login("worker")
    [secret] = worker.execute("select sec.claim_job(%s)", [job]).fetchone()
    worker.commit()
    return secret


def refused(worker: psycopg.Connection, secret: str, studio_id: int) -> str:
    with pytest.raises(psycopg.Error) as refusal:
        worker.execute(BEGIN, [secret, studio_id])
    worker.rollback()
    assert refusal.value.sqlstate == "28000"
    return str(refusal.value).splitlines()[0]
