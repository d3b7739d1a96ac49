
import django.contrib.postgres.fields
import django.db.models.deletion
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.foundation.vault.fields
import museminder.primitives.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0015_retention'),
        ('tenancy', '0003_queue'),
    ]

    operations = [
        migrations.CreateModel(
            name='FamilyExport',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('by_account_id', models.UUIDField()),
                ('student_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('state', models.CharField(choices=[('asked', 'Being made'), ('ready', 'Ready'), ('gone', 'No longer there')], default='asked', max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('ready_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('size', models.PositiveIntegerField(default=0)),
                ('content', museminder.foundation.vault.fields.SealedField(blank=True, editable=False, field_id='privacy.familyexport.content', kind='bytes', null=True)),
                ('request', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.privacyrequest')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('studio', 'by_account_id'), name='family_export_one_is_being_made'), museminder.foundation.tenancy.access.Access(name='privacy_familyexport_member', role='member', to='select, insert', where='by_account_id = (SELECT sec.account()) AND student_ids <@ (SELECT sec.students())::uuid[]'), museminder.foundation.tenancy.access.Access(name='privacy_familyexport_worker', role='worker', to='select, insert, update, delete', where='true')],
            },
        ),
    ]
