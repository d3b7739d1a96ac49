"""Every fact about a person is stamped with where it came from, by the database itself."""

from pathlib import Path

from django.db import migrations, models

from museminder.foundation.tenancy.access import Access
from museminder.foundation.tenancy.fields import StudioForeignKey, StudioKey
from museminder.foundation.vault.fields import SealedField
from museminder.primitives.ids import uuid7

# The facts of each table: whatever its area declares as being about a person, references and search keys apart.
FACTS = {
    "family": "name note",
    "guardian": "first_name last_name email mobile_phone home_phone address",
    "student": "first_name last_name preferred_name birth_date care_notes is_adult school_name instrument",
    "contact": "name phone email relationship is_emergency may_pick_up",
    "staffmember": "first_name last_name email phone",
    "studentphotograph": "picture",
    "custodydenial": "person_name evidence starts_at ended_at",
    "guardianship": "relationship sees may_pick_up pays may_consent",
    "household": "lives_with starts_on until",
}
FUNCTION = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"
# Nothing that was suggested, and nothing from outside, stands in the record of a child or of who belongs to one.
SAID = ("guardian", "student", "studio", "import")
SAID_OF_ADULTS = (*SAID, "accepted")
STAMPED = """
ALTER TABLE people_{table} ALTER COLUMN origins SET DEFAULT '[]';
ALTER TABLE people_{table} ADD CONSTRAINT {table}_origins_are_known CHECK (
  jsonb_typeof(origins) = 'array' AND jsonb_array_length(origins)
    = jsonb_array_length(jsonb_path_query_array(origins, 'strict $[*] ? ({said})')));
CREATE TRIGGER stamp_origins BEFORE INSERT OR UPDATE OF origins, {columns} ON people_{table}
  FOR EACH ROW EXECUTE FUNCTION sec.stamp_origins ({facts});
"""


def _stamped(table: str, facts: list[str]) -> str:
    said = SAID_OF_ADULTS if table == "guardian" else SAID
    return STAMPED.format(
        table=table,
        said=" || ".join(f'@.source == "{word}"' for word in said),
        columns=", ".join(facts),
        facts=", ".join(f"'{name}'" for name in facts),
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_demands")]

    operations = [
        migrations.AddField("family", "origins", models.JSONField(default=list, editable=False)),
        migrations.AddField("guardian", "origins", models.JSONField(default=list, editable=False)),
        migrations.AddField("student", "origins", models.JSONField(default=list, editable=False)),
        migrations.AddField("contact", "origins", models.JSONField(default=list, editable=False)),
        migrations.AddField("staffmember", "origins", models.JSONField(default=list, editable=False)),
        migrations.AddField("studentphotograph", "origins", models.JSONField(default=list, editable=False)),
        migrations.AddField("custodydenial", "origins", models.JSONField(default=list, editable=False)),
        migrations.AddField("guardianship", "origins", models.JSONField(default=list, editable=False)),
        migrations.AddField("household", "origins", models.JSONField(default=list, editable=False)),
        migrations.CreateModel(
            "RefusedSuggestion",
            [
                ("id", models.UUIDField(default=uuid7, editable=False, primary_key=True, serialize=False)),
                ("address", SealedField(field_id="people.refused_suggestion.address", kind="json")),
                ("refused_at", models.DateTimeField()),
                ("account_id", models.UUIDField()),
                (
                    "guardian",
                    StudioForeignKey("people.guardian", models.CASCADE, related_name="refused_suggestions"),
                ),
                (
                    "studio",
                    StudioKey(
                        db_index=False,
                        editable=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="tenancy.studio",
                    ),
                ),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        migrations.AddConstraint(
            "refusedsuggestion",
            models.UniqueConstraint(fields=("studio", "guardian"), name="refused_suggestion_last"),
        ),
        *(
            migrations.AddConstraint(
                "refusedsuggestion",
                Access(name=f"people_refusedsuggestion_{role}", role=role, to=to, where=where),
            )
            for role, to, where in (
                ("studio", "select, delete", "(SELECT sec.office())"),
                ("worker", "select, insert, update, delete", "true"),
                ("member", "select, insert, delete", "account_id = (SELECT sec.account())"),
            )
        ),
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(_stamped(table, facts.split()), migrations.RunSQL.noop)
            for table, facts in FACTS.items()
        ),
    ]
