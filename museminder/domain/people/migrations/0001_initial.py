# Every table of the area at once: a table, its keys and its policies stand together.

import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import museminder.domain.people.models.household
from museminder.domain.people.models.name_key import NameKeyField
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.foundation.vault.fields
import museminder.primitives.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0002_entry'),
        ('tenancy', '0002_grants'),
    ]

    operations = [
        migrations.CreateModel(
            name='Family',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=160)),
                ('name_key', NameKeyField(max_length=250, of=['name'])),
                ('started_on', models.DateField(blank=True, null=True)),
                ('note', museminder.foundation.vault.fields.SealedField(blank=True, editable=False, field_id='people.family.note', kind='text', null=True)),
                ('is_active', models.BooleanField(default=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('merged_into', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='people.family')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'verbose_name': 'family',
                'verbose_name_plural': 'families',
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['name_key'], name='family_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='family_has_a_name'), museminder.foundation.tenancy.access.Access(name='people_family_studio', role='studio', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_family_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='people_family_member', role='member', to='select', where='id = ANY ((SELECT sec.families())::uuid[])')],
            },
        ),
        migrations.CreateModel(
            name='Guardian',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(blank=True, max_length=80)),
                ('name_key', NameKeyField(max_length=250, of=['first_name', 'last_name'])),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('mobile_phone', models.CharField(blank=True, max_length=40)),
                ('home_phone', models.CharField(blank=True, max_length=40)),
                ('address', museminder.foundation.vault.fields.SealedField(blank=True, editable=False, field_id='people.guardian.address', kind='json', null=True)),
                ('is_account_principal', models.BooleanField(default=False)),
                ('share_percent', models.PositiveSmallIntegerField(default=0)),
                ('is_active', models.BooleanField(default=True)),
                ('account_id', models.UUIDField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('family', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardians', to='people.family')),
                ('membership', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.membership')),
                ('merged_into', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='people.guardian')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['family'], name='guardian_by_family'), models.Index(fields=['name_key'], name='guardian_by_name'), models.Index(fields=['email'], name='guardian_by_email'), models.Index(fields=['account_id'], name='guardian_by_account')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('first_name', ''), _negated=True), models.Q(('last_name', ''), _negated=True), _connector='OR'), name='guardian_has_a_name'), models.CheckConstraint(condition=models.Q(('share_percent__gte', 0), ('share_percent__lte', 100)), name='guardian_share_is_a_percentage'), models.UniqueConstraint(condition=models.Q(('merged_into', None)), fields=('studio', 'family', 'membership'), name='guardian_once_in_a_family'), museminder.foundation.tenancy.access.Access(name='people_guardian_studio', role='studio', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_guardian_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='people_guardian_member', role='member', to='select, update (first_name, last_name, name_key, email, mobile_phone, home_phone, address, version)', where='account_id = (SELECT sec.account())')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('family', 'Family'), ('student', 'Student'), ('guardian', 'Guardian')], max_length=10)),
                ('kept_id', models.UUIDField()),
                ('merged_id', models.UUIDField()),
                ('moved', models.JSONField(default=list)),
                ('merged_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['merged_at'], name='merge_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kept_id', models.F('merged_id')), _negated=True), name='merge_is_of_two_records'), museminder.foundation.tenancy.access.Access(name='people_merge_studio', role='studio', to='select, insert, update', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_merge_worker', role='worker', to='select, insert, update', where='true')],
            },
        ),
        migrations.CreateModel(
            name='StaffMember',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(blank=True, max_length=80)),
                ('name_key', NameKeyField(max_length=250, of=['first_name', 'last_name'])),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('title', models.CharField(blank=True, max_length=80)),
                ('color', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$')])),
                ('teaches', models.BooleanField(default=True)),
                ('is_active', models.BooleanField(default=True)),
                ('account_id', models.UUIDField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('membership', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.membership')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'verbose_name': 'staff member',
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['name_key'], name='staff_member_by_name'), models.Index(fields=['account_id'], name='staff_member_by_account')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('first_name', ''), _negated=True), models.Q(('last_name', ''), _negated=True), _connector='OR'), name='staff_member_has_a_name'), models.UniqueConstraint(fields=('studio', 'membership'), name='staff_member_once_a_membership'), museminder.foundation.tenancy.access.Access(name='people_staffmember_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_staffmember_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='people_staffmember_member', role='member', to='select', where='teaches')],
            },
        ),
        migrations.CreateModel(
            name='Student',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(blank=True, max_length=80)),
                ('preferred_name', models.CharField(blank=True, max_length=80)),
                ('name_key', NameKeyField(max_length=250, of=['first_name', 'last_name', 'preferred_name'])),
                ('birth_date', museminder.foundation.vault.fields.SealedField(blank=True, editable=False, field_id='people.student.birth_date', kind='date', null=True)),
                ('care_notes', museminder.foundation.vault.fields.SealedField(blank=True, editable=False, field_id='people.student.care_notes', kind='text', null=True)),
                ('is_adult', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('school_name', models.CharField(blank=True, max_length=120)),
                ('instrument', models.CharField(blank=True, max_length=120)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('account_id', models.UUIDField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('membership', museminder.foundation.tenancy.fields.StudioOneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.membership')),
                ('merged_into', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='people.student')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['name_key'], name='student_by_name'), models.Index(fields=['account_id'], name='student_by_account')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first_name', ''), _negated=True), name='student_has_a_name'), museminder.foundation.tenancy.access.Access(name='people_student_studio', role='studio', sees='id = ANY ((SELECT sec.students())::uuid[])', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_student_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='people_student_member', role='member', to='select, update (preferred_name, name_key, birth_date, care_notes, school_name, version)', where='id = ANY ((SELECT sec.students())::uuid[])'), museminder.foundation.tenancy.access.Custody(column='id', name='people_student_custody')],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('lives_with', models.BooleanField(default=True)),
                ('share_percent', models.PositiveSmallIntegerField(default=100)),
                ('is_billed_by_default', models.BooleanField(default=True)),
                ('starts_on', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('family', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='people.family')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('student', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='people.student')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['student'], name='household_by_student'), models.Index(fields=['family'], name='household_by_family')],
                'constraints': [models.CheckConstraint(condition=models.Q(('share_percent__gte', 0), ('share_percent__lte', 100)), name='household_share_is_a_percentage'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('starts_on')), _connector='OR'), name='household_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('is_billed_by_default', True), ('until', None)), fields=('studio', 'student'), name='household_one_is_billed'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('studio', '='), ('student', '='), ('family', '='), (museminder.domain.people.models.household.DateRange('starts_on', 'until'), '&&')], name='household_once_at_a_time'), museminder.foundation.tenancy.access.Access(name='people_household_studio', role='studio', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_household_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='people_household_member', role='member', to='select', where='student_id = ANY ((SELECT sec.students())::uuid[]) AND family_id = ANY ((SELECT sec.families())::uuid[])'), museminder.foundation.tenancy.access.Custody(column='student_id', name='people_household_custody')],
            },
        ),
        migrations.CreateModel(
            name='Guardianship',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('relationship', models.CharField(blank=True, max_length=60)),
                ('sees', models.BooleanField(default=True)),
                ('may_pick_up', models.BooleanField(default=True)),
                ('pays', models.BooleanField(default=True)),
                ('may_consent', models.BooleanField(default=True)),
                ('account_id', models.UUIDField(blank=True, null=True)),
                ('guardian', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardianships', to='people.guardian')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('student', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardianships', to='people.student')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['student'], name='guardianship_by_student')],
                'constraints': [models.UniqueConstraint(fields=('studio', 'guardian', 'student'), name='guardianship_once'), museminder.foundation.tenancy.access.Access(name='people_guardianship_studio', role='studio', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_guardianship_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='people_guardianship_member', role='member', to='select', where='account_id = (SELECT sec.account()) AND student_id = ANY ((SELECT sec.students())::uuid[])'), museminder.foundation.tenancy.access.Custody(column='student_id', name='people_guardianship_custody')],
            },
        ),
        migrations.CreateModel(
            name='CustodyDenial',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('person_name', models.CharField(max_length=160)),
                ('evidence', models.CharField(max_length=500)),
                ('recorded_by_name', models.CharField(max_length=120)),
                ('starts_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('guardian', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='custody_denials', to='people.guardian')),
                ('student', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='custody_denials', to='people.student')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['student'], name='custody_denial_by_student'), models.Index(fields=['guardian'], name='custody_denial_by_guardian')],
                'constraints': [models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='custody_denial_has_evidence'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('starts_at')), _connector='OR'), name='custody_denial_ends_after_start'), museminder.foundation.tenancy.access.Access(name='people_custodydenial_studio', role='studio', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_custodydenial_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Custody(column='student_id', name='people_custodydenial_custody')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=160)),
                ('name_key', NameKeyField(max_length=250, of=['name'])),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('relationship', models.CharField(blank=True, max_length=60)),
                ('is_emergency', models.BooleanField(default=False)),
                ('may_pick_up', models.BooleanField(default=False)),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('family', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='people.family')),
                ('student', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='people.student')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['student'], name='contact_by_student')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='contact_has_a_name'), museminder.foundation.tenancy.access.Access(name='people_contact_studio', role='studio', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='people_contact_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='people_contact_member', role='member', to='select, insert, update, delete', where='student_id = ANY ((SELECT sec.students())::uuid[]) AND family_id = ANY ((SELECT sec.families())::uuid[])'), museminder.foundation.tenancy.access.Custody(column='student_id', name='people_contact_custody')],
            },
        ),
    ]
