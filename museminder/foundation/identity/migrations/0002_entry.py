"""Who may enter which studio: what the database's own functions know of accounts, sessions and invitations."""

from django.db import migrations

from museminder.foundation.identity import sql

GONE = """
SET ROLE ctx;
DROP FUNCTION sec.my_studios(text), sec.open_invitation(text), sec.invitation_behind(text),
  sec.accept_invitation(text, text, uuid), sec.roles_of_site(text),
  sec.open_studio(text, uuid, text, text, text, text, text, text, text);
RESET ROLE
"""


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("tenancy", "0002_grants"),
    ]

    operations = [
        migrations.RunSQL(sql.read("grants.sql"), migrations.RunSQL.noop),
        *(
            migrations.RunSQL(sql.as_ctx(name), GONE if name == "entry.sql" else migrations.RunSQL.noop)
            for name in ("entry.sql", "invitations.sql", "studios.sql")
        ),
    ]
