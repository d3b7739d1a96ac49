import django.contrib.postgres.fields
import django.db.models.deletion
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.primitives.ids
from django.db import migrations, models


# The history says that something was changed, by whom and when; what was written beside it about an erased student
# goes. A job may empty such notes of its own studio, and nothing else of the history.
BLANK_NOTES = """
GRANT SELECT, UPDATE (note) ON audit_change TO ctx;
SET ROLE ctx;
CREATE FUNCTION sec.blank_notes(p_records uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.audit_change SET note = '' WHERE studio_id = sec.studio() AND of_id = ANY (p_records) AND note <> '' $$;
REVOKE ALL ON FUNCTION sec.blank_notes(uuid[]) FROM public;
GRANT EXECUTE ON FUNCTION sec.blank_notes(uuid[]) TO worker;
INSERT INTO sec.periodic_task (name) VALUES ('privacy.replay_erasures');
RESET ROLE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_student_photograph'),
        ('privacy', '0016_family_export'),
        ('tenancy', '0003_queue'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('by_account_id', models.UUIDField()),
                ('state', models.CharField(choices=[('weighing', 'Being looked at'), ('waiting', 'Waits for another guardian'), ('disputed', 'Guardians disagree'), ('held', 'Must be kept for now'), ('done', 'Erased')], default='weighing', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('waits_for', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('asked_on_paper', models.PositiveSmallIntegerField(default=0)),
                ('done_at', models.DateTimeField(null=True)),
                ('unreadable_in_backups_on', models.DateField(null=True)),
                ('key_count', models.PositiveIntegerField(default=0)),
                ('row_count', models.PositiveIntegerField(default=0)),
                ('request', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.privacyrequest')),
                ('student', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.student')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='ErasureVoice',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('account_id', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('agrees', models.BooleanField()),
                ('evidence', models.CharField(blank=True, max_length=300)),
                ('said_at', models.DateTimeField()),
                ('erasure', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='privacy.erasure')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'done'), _negated=True), fields=('studio', 'student'), name='erasure_one_of_a_student'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('done_at__isnull', False), ('unreadable_in_backups_on__isnull', False)), _connector='OR'), name='erasure_is_done_with_two_dates'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=museminder.foundation.tenancy.access.Access(name='privacy_erasure_studio', role='studio', to='select', where='(SELECT sec.office())'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=museminder.foundation.tenancy.access.Access(name='privacy_erasure_worker', role='worker', to='select, insert, update, delete', where='true'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=museminder.foundation.tenancy.access.Access(name='privacy_erasure_member', role='member', to='select, insert', where='student_id = ANY ((SELECT sec.students())::uuid[]) OR by_account_id = (SELECT sec.account()) OR (SELECT sec.account()) = ANY (waits_for)'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=museminder.foundation.tenancy.access.Custody(column='student_id', name='privacy_erasure_custody'),
        ),
        migrations.AddConstraint(
            model_name='erasurevoice',
            constraint=models.UniqueConstraint(fields=('studio', 'erasure', 'account_id'), name='erasure_voice_once'),
        ),
        migrations.AddConstraint(
            model_name='erasurevoice',
            constraint=models.CheckConstraint(condition=models.Q(('account_id__isnull', False), models.Q(('evidence', ''), _negated=True), _connector='OR'), name='erasure_voice_on_paper_is_evidence'),
        ),
        migrations.AddConstraint(
            model_name='erasurevoice',
            constraint=museminder.foundation.tenancy.access.Access(name='privacy_erasurevoice_studio', role='studio', to='select, insert', where='(SELECT sec.office())'),
        ),
        migrations.AddConstraint(
            model_name='erasurevoice',
            constraint=museminder.foundation.tenancy.access.Access(name='privacy_erasurevoice_worker', role='worker', to='select, insert', where='true'),
        ),
        migrations.AddConstraint(
            model_name='erasurevoice',
            constraint=museminder.foundation.tenancy.access.Access(name='privacy_erasurevoice_member', role='member', to='select, insert', where='account_id = (SELECT sec.account())'),
        ),
        migrations.RunSQL(BLANK_NOTES, migrations.RunSQL.noop),
    ]
