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
    queue = login("queue")
    secret = claimed(login, ours)
    queue.execute(
        "update procrastinate_jobs set args = args || %s::jsonb", [f'{{"studio_id": {theirs.studio_id}}}']
    )
    queue.commit()

    assert refused(login("worker"), secret, theirs.studio_id) == "no such job"


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
    queue = login("queue")
    job = doing(login, ours)
    queue.execute("select sec.claim_job(%s)", [job])

    with pytest.raises(psycopg.Error, match="job already claimed"):
        queue.execute("select sec.claim_job(%s)", [job])


def test_a_job_that_is_over_opens_nothing(login: Login, ours: Filled) -> None:
    queue = login("queue")
    secret = claimed(login, ours)
    queue.execute("update procrastinate_jobs set status = 'succeeded'")
    queue.commit()

    assert refused(login("worker"), secret, ours.studio_id) == "no such job"


def test_a_retry_needs_a_new_secret(login: Login, ours: Filled) -> None:
    queue = login("queue")
    secret = claimed(login, ours)
    queue.execute("update procrastinate_jobs set attempts = attempts + 1")
    queue.commit()

    assert refused(login("worker"), secret, ours.studio_id) == "no such job"


# What SQL brought into a job might try with the queue, as the role that does jobs.
INJECTED = {
    "read": "select args from procrastinate_jobs",
    "change": "update procrastinate_jobs set status = 'doing'",
    "move": "update procrastinate_jobs set args = args || '{\"studio_id\": 1}'",
    "delete": "delete from procrastinate_jobs",
    "add": "insert into procrastinate_jobs (queue_name, task_name) values ('museminder', 'billing.reconcile')",
    "fetch": "select * from procrastinate_fetch_job_v2(null, null)",
    "finish": "select procrastinate_finish_job_v1(%(job)s, 'succeeded', false)",
    "retry": "select procrastinate_retry_job_v2(%(job)s, now(), null, null, null)",
    "cancel": "select procrastinate_cancel_job_v1(%(job)s, true, true)",
    "defer": "select procrastinate_defer_jobs_v1(array[row('museminder', 'billing.reconcile', 0, null, null, '{}',"
    " null)::procrastinate_job_to_defer_v1])",
    "history": "select * from procrastinate_events",
    "workers": "delete from procrastinate_workers",
    "periodic": "delete from procrastinate_periodic_defers",
    "claim": "select sec.claim_job(%(job)s)",
    "secrets": "select * from sec.job_attempt",
    "owners of jobs": "update sec.job set studio_id = 1",
    "every studio": "select sec.fan_out('billing.reconcile', 'museminder')",
    "become the queue": "set role queue",
}


@pytest.mark.parametrize("what", INJECTED)
def test_sql_brought_into_a_job_reaches_no_other_job(
    login: Login, ours: Filled, theirs: Filled, what: str
) -> None:
    other, secret = doing(login, theirs), claimed(login, ours)
    worker = login("worker")
    worker.execute(BEGIN, [secret, ours.studio_id])

    with pytest.raises(psycopg.errors.InsufficientPrivilege), worker.transaction():
        worker.execute(INJECTED[what].replace("%(job)s", str(other)))

    worker.commit()
    row = "select status::text, attempts, args from procrastinate_jobs where id = %s"
    untouched = ("doing", 0, {"studio_id": theirs.studio_id})
    assert login("queue").execute(row, [other]).fetchone() == untouched


def test_the_queue_itself_enters_no_studio(login: Login, ours: Filled) -> None:
    secret, queue = claimed(login, ours), login("queue")

    for statement in (
        f"select * from sec.begin_job('{secret}', {ours.studio_id})",
        "select 1 from people_family",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), queue.transaction():
            queue.execute(statement)


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
    site, queue = login("studio"), login("queue")
    enter(site, studio.owner, studio)
    [job] = site.execute("select sec.enqueue('probe', '{}', 'probe', null, null, null)").fetchone()
    site.commit()
    queue.execute("update procrastinate_jobs set status = 'doing' where id = %s", [job])
    queue.commit()
    return job


def claimed(login: Login, studio: Filled) -> str:
    job, queue = doing(login, studio), login("queue")
    [secret] = queue.execute("select sec.claim_job(%s)", [job]).fetchone()
    queue.commit()
    return secret


def refused(worker: psycopg.Connection, secret: str, studio_id: int) -> str:
    with pytest.raises(psycopg.Error) as refusal:
        worker.execute(BEGIN, [secret, studio_id])
    worker.rollback()
    assert refusal.value.sqlstate == "28000"
    return str(refusal.value).splitlines()[0]
