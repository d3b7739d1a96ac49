"""Which record is somebody's own is asked for by itself, so that another area can say more about it."""

from pathlib import Path

from django.db import migrations

FUNCTIONS = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"


class Migration(migrations.Migration):
    dependencies = [("people", "0009_birth_dates_every_month")]

    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
