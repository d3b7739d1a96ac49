"""The monthly look at birth dates is let into every studio."""

from django.db import migrations

EVERY_MONTH = "SET ROLE ctx; INSERT INTO sec.periodic_task (name) VALUES ('people.look_at_birth_dates'); RESET ROLE"


class Migration(migrations.Migration):
    dependencies = [("people", "0008_address_waits")]

    operations = [migrations.RunSQL(EVERY_MONTH, migrations.RunSQL.noop)]
