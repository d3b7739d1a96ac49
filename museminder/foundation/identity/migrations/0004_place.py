"""A session keeps the places it was used from, and the door is told of them."""

from django.db import migrations, models

from museminder.foundation.identity import sql


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_door")]

    operations = [
        migrations.AlterField("session", "address_prefix", models.CharField(blank=True, max_length=250)),
        migrations.RunSQL(sql.as_ctx("place.sql"), migrations.RunSQL.noop),
    ]
