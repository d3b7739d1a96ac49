"""More rights for a guardian wait for a second person, who is somebody else by a CHECK."""

from pathlib import Path

import django.db.models.deletion
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.primitives.ids
from django.db import migrations, models


FUNCTIONS = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"
# Row security is asked after such a trigger: a row for another studio is refused before anything is read.
TRIGGERS = """
CREATE TRIGGER a_own_studio_first BEFORE INSERT ON people_widening
  FOR EACH ROW EXECUTE FUNCTION sec.own_studio_first();
CREATE TRIGGER people_widening_asked BEFORE INSERT ON people_widening
  FOR EACH ROW EXECUTE FUNCTION sec.widening_asked();
CREATE TRIGGER people_widening_decided BEFORE UPDATE ON people_widening
  FOR EACH ROW EXECUTE FUNCTION sec.widening_decided();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('consents', '0003_own_studio_first'),
        ('people', '0005_origins'),
        ('tenancy', '0003_queue'),
    ]

    operations = [
        migrations.CreateModel(
            name='Widening',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('sees', models.BooleanField(default=False)),
                ('may_pick_up', models.BooleanField(default=False)),
                ('pays', models.BooleanField(default=False)),
                ('may_consent', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('asked_by_account_id', models.UUIDField(editable=False, null=True)),
                ('asked_by_name', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField(editable=False, null=True)),
                ('waits_until', models.DateTimeField(editable=False, null=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('given', 'Given'), ('refused', 'Refused'), ('objected', 'Objected')], default='waiting', max_length=8)),
                ('decided_by_account_id', models.UUIDField(editable=False, null=True)),
                ('decided_by_name', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(editable=False, null=True)),
                ('denial', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.custodydenial')),
                ('guardian', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian')),
                ('student', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.student')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['student'], name='widening_by_student')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'given', 'refused', 'objected'])), name='widening_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'given'), _negated=True), models.Q(('asked_by_account_id__isnull', False), ('decided_by_account_id__isnull', False), ('waits_until', None), models.Q(('decided_by_account_id', models.F('asked_by_account_id')), _negated=True)), models.Q(('decided_at__gte', models.F('waits_until')), ('waits_until__isnull', False)), _connector='OR'), name='widening_takes_two'), models.UniqueConstraint(condition=models.Q(('denial', None), ('state', 'waiting')), fields=('studio', 'guardian', 'student'), name='widening_asked_once'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('studio', 'denial'), name='widening_of_order_asked_once'), museminder.foundation.tenancy.access.Access(name='people_widening_studio', role='studio', to='select, insert, update (state, decided_by_name, guardian_id, student_id, denial_id)', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_widening_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='people_widening_member', role='member', to='select, update (state, decided_by_name)', where='student_id = ANY ((SELECT sec.students())::uuid[])'), museminder.foundation.tenancy.access.Custody(column='student_id', name='people_widening_custody')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
