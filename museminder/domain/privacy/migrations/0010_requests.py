import django.db.models.deletion
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.primitives.ids
from django.db import migrations, models


# A family may read who opened what is sealed about its child: the names of those who work or worked here.
STAFF_CALLED = """
SET ROLE ctx;
CREATE FUNCTION sec.staff_called(p_accounts uuid[]) RETURNS TABLE (account_id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.account_id, m.display_name::text FROM public.identity_membership m
  WHERE m.studio_id = sec.studio() AND m.account_id = ANY (p_accounts)
    AND m.roles::text[] && ARRAY['owner', 'manager', 'office', 'instructor'] $$;
REVOKE ALL ON FUNCTION sec.staff_called(uuid[]) FROM public;
GRANT EXECUTE ON FUNCTION sec.staff_called(uuid[]) TO studio, member, worker;
RESET ROLE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_student_photograph'),
        ('privacy', '0006_held_reveals'),
        ('tenancy', '0003_queue'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivacyRequest',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('access', 'See what is held'), ('export', 'Take a copy along'), ('correct', 'Correct something'), ('erase', 'Erase'), ('object', 'Object to a use'), ('question', 'A question')], max_length=10)),
                ('state', models.CharField(choices=[('open', 'Open'), ('answered', 'Answered'), ('refused', 'Refused')], default='open', max_length=10)),
                ('came_by', models.CharField(choices=[('center', 'Privacy center'), ('mail', 'Mail'), ('letter', 'Letter or telephone')], default='center', max_length=10)),
                ('by_account_id', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('by_email', models.EmailField(blank=True, max_length=254)),
                ('words', models.TextField(blank=True, max_length=2000)),
                ('opened_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by_name', models.CharField(blank=True, max_length=120)),
                ('answer', models.TextField(blank=True, max_length=2000)),
                ('student', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.student')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['state', 'due_on'], name='privacy_request_by_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='privacy_request_is_closed_with_words'), museminder.foundation.tenancy.access.Access(name='privacy_privacyrequest_studio', role='studio', to='select, insert, update (state, answered_at, answered_by_name, answer)', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='privacy_privacyrequest_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='privacy_privacyrequest_member', role='member', to='select, insert', where='by_account_id = (SELECT sec.account())'), museminder.foundation.tenancy.access.Custody(column='student_id', name='privacy_privacyrequest_custody')],
            },
        ),
        migrations.RunSQL(STAFF_CALLED, migrations.RunSQL.noop),
    ]
