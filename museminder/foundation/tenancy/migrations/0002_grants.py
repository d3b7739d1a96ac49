"""What the context functions and the worker may do with the queue's tables, once those exist."""

from django.db import migrations

QUEUE = "procrastinate_jobs, procrastinate_events, procrastinate_workers, procrastinate_periodic_defers"
GRANTS = f"""
GRANT USAGE ON SCHEMA public TO ctx;
GRANT SELECT ON tenancy_studio TO ctx;
GRANT SELECT, INSERT ON procrastinate_jobs, procrastinate_events TO ctx;
GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq TO ctx;
GRANT SELECT, INSERT, UPDATE, DELETE ON {QUEUE} TO worker;
GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq,
  procrastinate_periodic_defers_id_seq TO worker;
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job")]

    operations = [migrations.RunSQL(GRANTS, migrations.RunSQL.noop)]
