"""The policy that was in force before: version 1, word for word."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import migrations

from museminder.domain.privacy.formats.policy_files import written_policy


def post(apps: Any, schema_editor: Any) -> None:
    written = written_policy(1)
    apps.get_model("privacy", "PolicyVersion").objects.using(schema_editor.connection.alias).bulk_create(
        [
            apps.get_model("privacy", "PolicyVersion")(
                number=1,
                title=written.title,
                language=written.language,
                blocks=written.text.as_json(),
                effective_on=date(2016, 1, 11),
                posted_by="MuseMinder",
                posted_at=datetime(2016, 1, 11, tzinfo=UTC),  # the database puts its own time in place of this
            )
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_posted_for_good")]

    operations = [migrations.RunPython(post, migrations.RunPython.noop)]
