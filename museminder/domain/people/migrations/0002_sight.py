"""What a person may see follows from the family's own records."""

from pathlib import Path

from django.db import migrations

GRANTS = """
GRANT SELECT ON people_household, people_custodydenial TO ctx;
GRANT SELECT, UPDATE (membership_id, account_id) ON people_guardian, people_student, people_staffmember TO ctx;
GRANT SELECT, UPDATE (account_id) ON people_guardianship TO ctx;
"""
FUNCTIONS = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    ]
