# Every table of the area at once: a table, its keys and its policies stand together.

import django.db.models.deletion
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.primitives.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('billing', '0001_initial'),
        ('courses', '0001_initial'),
        ('people', '0002_sight'),
        ('tenancy', '0002_grants'),
    ]

    operations = [
        migrations.CreateModel(
            name='Enrollment',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('active', 'Active'), ('trial', 'Trial'), ('make_up', 'Make-up'), ('single_day', 'Single day'), ('waitlisted', 'Waitlisted')], default='active', max_length=12)),
                ('starts_on', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('override_reason', models.CharField(blank=True, max_length=300)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=300)),
                ('enrolled_at', models.DateTimeField()),
                ('family_account', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrollments', to='billing.familyaccount')),
                ('offering', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrollments', to='courses.offering')),
                ('student', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrollments', to='people.student')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['offering', 'starts_on'], name='enrollment_by_offering'), models.Index(fields=['student'], name='enrollment_by_student'), models.Index(fields=['family_account'], name='enrollment_by_account')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('starts_on')), _connector='OR'), name='enrollment_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('kind', 'active'), ('until', None)), fields=('studio', 'student', 'offering'), name='enrollment_active_once'), museminder.foundation.tenancy.access.Access(name='enrollment_enrollment_studio', role='studio', sees='student_id = ANY ((SELECT sec.students())::uuid[])', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='enrollment_enrollment_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='enrollment_enrollment_member', role='member', to='select', where='student_id = ANY ((SELECT sec.students())::uuid[])'), museminder.foundation.tenancy.access.Custody(column='student_id', name='enrollment_enrollment_custody')],
            },
        ),
        migrations.CreateModel(
            name='OfferingTuition',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField()),
                ('offering', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tuitions', to='courses.offering')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('tuition_plan', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offerings', to='billing.tuitionplan')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('studio', 'offering', 'starts_on'), name='offering_tuition_once_a_day'), museminder.foundation.tenancy.access.Access(name='enrollment_offeringtuition_studio', role='studio', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='enrollment_offeringtuition_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='enrollment_offeringtuition_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('enrolled', 'Enrolled'), ('trial', 'Trial'), ('make_up', 'Make-up'), ('single_day', 'Single day')], default='enrolled', max_length=10)),
                ('charge_decision', models.CharField(choices=[('by_plan', 'As the tuition plan says'), ('charged', 'Charged'), ('not_charged', 'Not charged')], default='by_plan', max_length=12)),
                ('ended', models.BooleanField(default=False)),
                ('enrollment', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='enrollment.enrollment')),
                ('meeting', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='courses.meeting')),
                ('student', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='people.student')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['student'], name='participation_by_student'), models.Index(fields=['enrollment'], name='participation_by_enrollment')],
                'constraints': [models.UniqueConstraint(fields=('studio', 'meeting', 'student'), name='participation_once'), museminder.foundation.tenancy.access.Access(name='enrollment_participation_studio', role='studio', sees='student_id = ANY ((SELECT sec.students())::uuid[])', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='enrollment_participation_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='enrollment_participation_member', role='member', to='select', where='student_id = ANY ((SELECT sec.students())::uuid[])'), museminder.foundation.tenancy.access.Custody(column='student_id', name='enrollment_participation_custody')],
            },
        ),
        migrations.CreateModel(
            name='PriceAgreement',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('monthly_amount', models.PositiveIntegerField(blank=True, null=True)),
                ('per_lesson_amount', models.PositiveIntegerField(blank=True, null=True)),
                ('per_session_fee_amount', models.PositiveIntegerField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('starts_on', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('enrollment', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='price_agreements', to='enrollment.enrollment')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('tuition_plan', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='price_agreements', to='billing.tuitionplan')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('starts_on')), _connector='OR'), name='price_agreement_ends_after_it_starts'), models.UniqueConstraint(fields=('studio', 'enrollment', 'starts_on'), name='price_agreement_once_a_day'), museminder.foundation.tenancy.access.Access(name='enrollment_priceagreement_studio', role='studio', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='enrollment_priceagreement_worker', role='worker', to='select, insert, update, delete', where='true')],
            },
        ),
    ]
