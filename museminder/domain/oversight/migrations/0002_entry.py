"""Who of MuseMinder may enter what: the operator site's door, and support that a studio lets in."""

from pathlib import Path

from django.db import migrations

GLOBAL = ("operatorstaff", "training", "review", "attestation", "studiofigures")
SECURED = "".join(
    f"ALTER TABLE oversight_{table} ENABLE ROW LEVEL SECURITY;"
    f"ALTER TABLE oversight_{table} FORCE ROW LEVEL SECURITY;"
    for table in GLOBAL
)
GRANTS = """
GRANT SELECT, UPDATE ON oversight_operatorstaff, oversight_supportgrant TO ctx;
GRANT SELECT ON oversight_training, procrastinate_workers TO ctx;
GRANT INSERT ON oversight_supportlook TO ctx;
GRANT UPDATE (revoked_at) ON identity_session TO ctx;
"""
TRIGGERS = """
CREATE TRIGGER oversight_grant_support BEFORE INSERT OR UPDATE ON oversight_supportgrant
  FOR EACH ROW EXECUTE FUNCTION sec.grant_support();
"""
FUNCTIONS = Path(__file__).with_suffix(".sql").read_text()


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0001_initial"),
        ("identity", "0003_door"),
        ("people", "0002_sight"),
        ("tenancy", "0003_queue"),
    ]

    operations = [
        migrations.RunSQL(SECURED + GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(f"SET ROLE ctx; {FUNCTIONS} RESET ROLE", migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
