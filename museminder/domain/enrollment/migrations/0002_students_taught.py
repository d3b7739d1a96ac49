"""An instructor sees the students taught in the current period."""

from pathlib import Path

from django.db import migrations

GRANTS = """
GRANT SELECT ON courses_offeringinstructor, courses_meetinginstructor, courses_meeting, enrollment_enrollment,
  enrollment_participation TO ctx;
"""
FUNCTION = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0001_initial"), ("courses", "0001_initial")]

    operations = [
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
    ]
