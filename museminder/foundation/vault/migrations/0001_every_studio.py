from django.db import migrations

ON_DEMAND = """
SET ROLE ctx;
INSERT INTO sec.periodic_task (name) VALUES ('vault.rewrap');
RESET ROLE;
"""


class Migration(migrations.Migration):
    """The vault has no table in the studios' database; this lets one job of its be started for every studio."""

    dependencies = [("tenancy", "0003_queue")]

    operations = [migrations.RunSQL(ON_DEMAND, migrations.RunSQL.noop)]
