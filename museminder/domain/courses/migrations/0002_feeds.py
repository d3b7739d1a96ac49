"""What a calendar program may read follows from the address it fetches and its owner's present sight."""

from pathlib import Path

from django.db import migrations

GRANTS = "GRANT SELECT ON courses_calendarfeed TO ctx"
FUNCTIONS = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial"), ("people", "0002_sight")]

    operations = [
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    ]
