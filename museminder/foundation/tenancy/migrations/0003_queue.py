"""The queue is reached by a login of its own, and no longer by the one that does the jobs."""

from django.db import migrations

TABLES = "procrastinate_jobs, procrastinate_events, procrastinate_workers, procrastinate_periodic_defers"
SEQUENCES = (
    "procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq"
)
CLAIMING = "sec.claim_job(bigint), sec.fan_out(text, text)"


def _hand_over(to: str, *, of: str) -> str:
    return f"""
    REVOKE ALL ON {TABLES} FROM {of};
    REVOKE ALL ON SEQUENCE {SEQUENCES} FROM {of};
    GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLES} TO {to};
    GRANT USAGE ON SEQUENCE {SEQUENCES} TO {to};
    SET ROLE ctx;
    REVOKE ALL ON FUNCTION {CLAIMING} FROM {of};
    GRANT EXECUTE ON FUNCTION {CLAIMING} TO {to};
    RESET ROLE
    """


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_grants")]

    operations = [migrations.RunSQL(_hand_over("queue", of="worker"), _hand_over("worker", of="queue"))]
