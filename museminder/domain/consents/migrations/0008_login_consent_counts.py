"""A child's sign-in counts while whoever agreed may decide; a guardian agrees by card; agreed anew, it goes on."""

from pathlib import Path

import django.db.models.deletion
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.primitives.ids
from django.db import migrations, models

FUNCTIONS = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"
TRIGGERS = """
DROP TRIGGER consents_withdrawn_for_good ON consents_studentloginconsent;
CREATE TRIGGER consents_ended_for_good BEFORE UPDATE ON consents_studentloginconsent
  FOR EACH ROW EXECUTE FUNCTION sec.login_consent_ended_for_good();
CREATE TRIGGER a_own_studio_first BEFORE INSERT ON consents_studentloginrequest
  FOR EACH ROW EXECUTE FUNCTION sec.own_studio_first();
CREATE TRIGGER consents_by_right BEFORE INSERT ON consents_studentloginrequest
  FOR EACH ROW EXECUTE FUNCTION sec.login_request_by_right();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('consents', '0007_asked_again'),
        ('people', '0010_own_records'),
        ('tenancy', '0004_closing'),
    ]

    operations = [
        migrations.CreateModel(
            name='StudentLoginRequest',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('asked_by_account_id', models.UUIDField(editable=False, null=True)),
                ('asked_at', models.DateTimeField(editable=False, null=True)),
                ('problem', models.CharField(blank=True, choices=[('right_lost', 'Right Lost'), ('given_already', 'Given Already')], max_length=13)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='studentloginrequest',
            name='studio',
            field=museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio'),
        ),
        migrations.RemoveConstraint(
            model_name='studentloginconsent',
            name='login_consent_once',
        ),
        migrations.RemoveConstraint(
            model_name='studentloginconsent',
            name='consents_studentloginconsent_studio',
        ),
        migrations.RemoveConstraint(
            model_name='studentloginconsent',
            name='consents_studentloginconsent_member',
        ),
        migrations.RemoveConstraint(
            model_name='studentloginconsent',
            name='consents_studentloginconsent_worker',
        ),
        migrations.AddField(
            model_name='studentloginconsent',
            name='renewed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='studentloginconsent',
            constraint=models.UniqueConstraint(condition=models.Q(('renewed_at', None), ('withdrawn_at', None)), fields=('studio', 'student'), name='login_consent_once'),
        ),
        migrations.AddConstraint(
            model_name='studentloginconsent',
            constraint=museminder.foundation.tenancy.access.Access(name='consents_studentloginconsent_studio', role='studio', to='select, insert, update (withdrawn_at, renewed_at)', where='(SELECT sec.office())'),
        ),
        migrations.AddConstraint(
            model_name='studentloginconsent',
            constraint=museminder.foundation.tenancy.access.Access(name='consents_studentloginconsent_worker', role='worker', to='select, insert, delete, update (withdrawn_at, renewed_at)', where='true'),
        ),
        migrations.AddConstraint(
            model_name='studentloginconsent',
            constraint=museminder.foundation.tenancy.access.Access(name='consents_studentloginconsent_member', role='member', to='select, update (withdrawn_at, renewed_at)', where='student_id = ANY ((SELECT sec.students())::uuid[])'),
        ),
        migrations.AddField(
            model_name='studentloginrequest',
            name='consent',
            field=museminder.foundation.tenancy.fields.StudioForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='consents.studentloginconsent'),
        ),
        migrations.AddField(
            model_name='studentloginrequest',
            name='guardian',
            field=museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian'),
        ),
        migrations.AddField(
            model_name='studentloginrequest',
            name='student',
            field=museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.student'),
        ),
        migrations.AddIndex(
            model_name='studentloginrequest',
            index=models.Index(fields=['student'], name='login_request_by_student'),
        ),
        migrations.AddIndex(
            model_name='studentloginrequest',
            index=models.Index(fields=['consent'], name='login_request_by_consent'),
        ),
        migrations.AddConstraint(
            model_name='studentloginrequest',
            constraint=museminder.foundation.tenancy.access.Access(name='consents_studentloginrequest_studio', role='studio', to='select', where='(SELECT sec.office())'),
        ),
        migrations.AddConstraint(
            model_name='studentloginrequest',
            constraint=museminder.foundation.tenancy.access.Access(name='consents_studentloginrequest_worker', role='worker', to='select, delete, update (consent_id, problem)', where='true'),
        ),
        migrations.AddConstraint(
            model_name='studentloginrequest',
            constraint=museminder.foundation.tenancy.access.Access(name='consents_studentloginrequest_member', role='member', to='select, insert', where='student_id = ANY ((SELECT sec.students())::uuid[])'),
        ),
        migrations.AddConstraint(
            model_name='studentloginrequest',
            constraint=museminder.foundation.tenancy.access.Custody(column='student_id', name='consents_studentloginrequest_custody'),
        ),
        migrations.RunSQL("GRANT SELECT ON consents_studentloginrequest TO ctx", migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
