"""An instructor stops seeing a student when the enrollment is over, not a month later."""

from pathlib import Path

from django.db import migrations

FUNCTION = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"
BEFORE = (
    f"SET ROLE ctx; {Path(__file__).with_name('0002_students_taught.sql').read_text()} RESET ROLE"
)


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0002_students_taught")]

    operations = [migrations.RunSQL(FUNCTION, BEFORE)]
