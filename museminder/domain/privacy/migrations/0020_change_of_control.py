import django.db.models.deletion
import django.db.models.expressions
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.primitives.ids
from django.db import migrations, models


# One function for everything that is posted: it is told which columns the hash is of, in their order.
POSTED = """
CREATE OR REPLACE FUNCTION privacy_post_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Not now(), which is when the transaction began.
  NEW.posted_at := clock_timestamp();
  NEW.sha256 := encode(sha256(convert_to((
    SELECT jsonb_agg(to_jsonb(NEW) -> each ORDER BY place) FROM unnest(TG_ARGV) WITH ORDINALITY a (each, place)
  )::text, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
DROP TRIGGER privacy_post_version ON privacy_policyversion;
CREATE TRIGGER privacy_post_version BEFORE INSERT ON privacy_policyversion FOR EACH ROW EXECUTE FUNCTION
  privacy_post_version('number', 'title', 'language', 'summary', 'blocks', 'blocks_for_children');
CREATE TRIGGER privacy_post_change BEFORE INSERT ON privacy_changeofcontrol FOR EACH ROW EXECUTE FUNCTION
  privacy_post_version('id', 'taken_over_by', 'what_changes', 'effective_on');

CREATE OR REPLACE FUNCTION privacy_count_days_again() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF to_jsonb(NEW) ->> 'number' IS DISTINCT FROM '1'
     AND NEW.effective_on::timestamp - (clock_timestamp() AT TIME ZONE 'UTC') < interval '30 days' THEN
    RAISE EXCEPTION 'it takes effect 30 days after its notice can be seen' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER privacy_count_days_again AFTER INSERT ON privacy_changeofcontrol
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION privacy_count_days_again();
CREATE TRIGGER privacy_never_changed BEFORE UPDATE OR DELETE ON privacy_changeofcontrol
  FOR EACH ROW EXECUTE FUNCTION privacy_refuse_change();
CREATE TRIGGER privacy_never_emptied BEFORE TRUNCATE ON privacy_changeofcontrol
  FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse_change();

ALTER TABLE privacy_changeofcontrol ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy_changeofcontrol FORCE ROW LEVEL SECURITY;
ALTER TABLE privacy_transferchoice ADD CONSTRAINT transfer_choice_of_a_change
  FOREIGN KEY (change_id) REFERENCES privacy_changeofcontrol (id);
ALTER TABLE privacy_changeletter ADD CONSTRAINT change_letter_of_a_change
  FOREIGN KEY (change_id) REFERENCES privacy_changeofcontrol (id);
SET ROLE ctx; INSERT INTO sec.periodic_task (name) VALUES ('privacy.tell_of_change_of_control'); RESET ROLE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0019_older_copy'),
        ('tenancy', '0003_queue'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeOfControl',
            fields=[
                ('effective_on', models.DateField()),
                ('posted_by', models.CharField(max_length=120)),
                ('posted_at', models.DateTimeField(editable=False)),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('taken_over_by', models.CharField(max_length=120)),
                ('what_changes', models.CharField(max_length=2000)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=django.db.models.expressions.RawSQL("(effective_on::timestamp - (posted_at AT TIME ZONE 'UTC')) >= interval '30 days'", [], output_field=models.BooleanField()), name='change_of_control_thirty_days'), models.CheckConstraint(condition=django.db.models.expressions.RawSQL('isfinite(effective_on)', [], output_field=models.BooleanField()), name='change_of_control_takes_effect'), models.CheckConstraint(condition=models.Q(models.Q(('taken_over_by', ''), _negated=True), models.Q(('what_changes', ''), _negated=True)), name='change_of_control_is_told_in_full'), museminder.foundation.tenancy.access.Access(name='change_of_control_studio', role='studio', to='select', where='true'), museminder.foundation.tenancy.access.Access(name='change_of_control_member', role='member', to='select', where='true'), museminder.foundation.tenancy.access.Access(name='change_of_control_worker', role='worker', to='select', where='true'), museminder.foundation.tenancy.access.Access(name='change_of_control_operator', role='operator', to='select, insert (id, taken_over_by, what_changes, effective_on, posted_by)', sees='true', where='(SELECT sec.operator())')],
            },
        ),
        migrations.CreateModel(
            name='ChangeLetter',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('change_id', models.UUIDField()),
                ('account_id', models.UUIDField()),
                ('as_owner', models.BooleanField()),
                ('sent_at', models.DateTimeField()),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('studio', 'change_id', 'account_id', 'as_owner'), name='change_letter_once_a_person'), museminder.foundation.tenancy.access.Access(name='privacy_changeletter_studio', role='studio', to='select', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='privacy_changeletter_worker', role='worker', to='select, insert', where='true')],
            },
        ),
        migrations.CreateModel(
            name='TransferChoice',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('change_id', models.UUIDField()),
                ('goes_along', models.BooleanField()),
                ('chosen_at', models.DateTimeField()),
                ('chosen_by_name', models.CharField(max_length=120)),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('studio', 'change_id'), name='transfer_choice_once_a_change'), museminder.foundation.tenancy.access.Access(name='privacy_transferchoice_studio', role='studio', to='select, insert, update', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='privacy_transferchoice_worker', role='worker', to='select', where='true')],
            },
        ),
        migrations.RunSQL(POSTED, migrations.RunSQL.noop),
    ]
