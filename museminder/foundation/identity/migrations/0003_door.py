"""A site's door asks the database once; it no longer reads the session and the account by itself."""

from django.db import migrations

from museminder.foundation.identity import sql


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_entry")]

    operations = [migrations.RunSQL(sql.as_ctx("door.sql"), migrations.RunSQL.noop)]
