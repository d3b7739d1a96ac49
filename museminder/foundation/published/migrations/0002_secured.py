"""Letters are seen through the rules of their model by everybody, the one who migrates included."""

from django.db import migrations

SECURED = """
ALTER TABLE published_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE published_letter FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("published", "0001_initial")]

    operations = [migrations.RunSQL(SECURED, migrations.RunSQL.noop)]
