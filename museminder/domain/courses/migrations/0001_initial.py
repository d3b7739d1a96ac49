# Every table of the area at once: a table, its keys and its policies stand together.

import datetime
import django.contrib.postgres.constraints
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import museminder.domain.courses.models.meeting
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.primitives.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_sight'),
        ('tenancy', '0002_grants'),
    ]

    operations = [
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('is_active', models.BooleanField(default=True)),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('studio', 'name'), name='courses_location_name'), museminder.foundation.tenancy.access.Access(name='courses_location_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_location_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_location_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='Program',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('music', 'Music'), ('dance', 'Dance'), ('art', 'Art'), ('choir', 'Choir'), ('event', 'Event')], max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('studio', 'name'), name='courses_program_name'), models.CheckConstraint(condition=models.Q(('kind__in', ['music', 'dance', 'art', 'choir', 'event'])), name='courses_program_kind'), museminder.foundation.tenancy.access.Access(name='courses_program_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_program_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_program_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('level', models.CharField(blank=True, max_length=60)),
                ('description', models.TextField(blank=True, max_length=2000)),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('age_until', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('class', 'Class'), ('private', 'Private lessons')], max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('program', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='courses.program')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('studio', 'name', 'level'), name='courses_course_name'), models.CheckConstraint(condition=models.Q(('kind__in', ['class', 'private'])), name='courses_course_kind'), models.CheckConstraint(condition=models.Q(('age_from', None), ('age_until', None), ('age_until__gte', models.F('age_from')), _connector='OR'), name='courses_course_ages'), museminder.foundation.tenancy.access.Access(name='courses_course_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_course_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_course_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('is_shared', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('location', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rooms', to='courses.location')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('studio', 'location', 'name'), name='courses_room_name'), museminder.foundation.tenancy.access.Access(name='courses_room_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_room_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_room_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='Season',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('starts_on', models.DateField()),
                ('until', models.DateField()),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['starts_on'], name='courses_season_starts')],
                'constraints': [models.UniqueConstraint(fields=('studio', 'name'), name='courses_season_name'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('starts_on'))), name='courses_season_days'), museminder.foundation.tenancy.access.Access(name='courses_season_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_season_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_season_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='Offering',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('class', 'Class'), ('private', 'Private lessons')], max_length=8)),
                ('name', models.CharField(max_length=120)),
                ('places', models.PositiveSmallIntegerField()),
                ('starts_on', models.DateField()),
                ('until', models.DateField()),
                ('is_open', models.BooleanField(default=True)),
                ('course', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offerings', to='courses.course')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('season', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offerings', to='courses.season')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['until', 'starts_on'], name='courses_offering_days')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['class', 'private'])), name='courses_offering_kind'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('starts_on'))), name='courses_offering_until'), museminder.foundation.tenancy.access.Access(name='courses_offering_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_offering_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_offering_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField()),
                ('until', models.DateField()),
                ('reason', models.CharField(max_length=120)),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('location', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='closures', to='courses.location')),
                ('offering', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='courses.offering')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['until', 'starts_on'], name='courses_closure_days')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('starts_on'))), name='courses_closure_until'), models.CheckConstraint(condition=models.Q(('location', None), ('offering', None), _connector='OR'), name='courses_closure_one_scope'), museminder.foundation.tenancy.access.Access(name='courses_closure_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_closure_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_closure_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='OfferingInstructor',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('offering', museminder.foundation.tenancy.fields.StudioForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='instructors', to='courses.offering')),
                ('staff_member', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taught_offerings', to='people.staffmember')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('studio', 'offering', 'staff_member'), name='courses_offering_instructor_once'), museminder.foundation.tenancy.access.Access(name='courses_offering_instructor_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_offering_instructor_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_offering_instructor_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='ScheduleTemplate',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')])),
                ('starts', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('starts_on', models.DateField()),
                ('until', models.DateField()),
                ('offering', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='templates', to='courses.offering')),
                ('room', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='templates', to='courses.room')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__gte', 0), ('weekday__lte', 6)), name='courses_schedule_template_weekday'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), name='courses_schedule_template_minutes'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('starts_on'))), name='courses_schedule_template_days'), museminder.foundation.tenancy.access.Access(name='courses_schedule_template_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_schedule_template_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_schedule_template_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('lesson', 'Lesson'), ('class', 'Class'), ('rehearsal', 'Rehearsal'), ('performance', 'Performance'), ('event', 'Event')], max_length=12)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('held_on', models.DateField()),
                ('shares_room', models.BooleanField(default=False)),
                ('is_cancelled', models.BooleanField(default=False)),
                ('cancelled_reason', models.CharField(blank=True, max_length=200)),
                ('places', models.PositiveSmallIntegerField(default=0)),
                ('places_taken', models.PositiveSmallIntegerField(default=0)),
                ('is_detached', models.BooleanField(default=False)),
                ('clash_reason', models.CharField(blank=True, max_length=200)),
                ('version', models.PositiveIntegerField(default=1)),
                ('closure', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='courses.closure')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
                ('offering', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='courses.offering')),
                ('room', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='courses.room')),
                ('template', museminder.foundation.tenancy.fields.StudioForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='courses.scheduletemplate')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['starts_at'], name='courses_meeting_starts'), models.Index(fields=['offering', 'held_on'], name='courses_meeting_offering'), models.Index(fields=['template', 'starts_at'], name='courses_meeting_template'), models.Index(fields=['room', 'starts_at'], name='courses_meeting_room')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_cancelled', False), ('room__isnull', False), ('shares_room', False)), deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[('studio', '='), ('room', '='), (museminder.domain.courses.models.meeting.TimeSpan('starts_at', 'ends_at'), '&&')], name='courses_meeting_no_room_twice'), models.CheckConstraint(condition=models.Q(('kind__in', ['lesson', 'class', 'rehearsal', 'performance', 'event'])), name='courses_meeting_kind'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), ('ends_at__lte', django.db.models.expressions.CombinedExpression(models.F('starts_at'), '+', models.Value(datetime.timedelta(days=1, seconds=3600))))), name='courses_meeting_times'), models.CheckConstraint(condition=models.Q(('places_taken__gte', 0), ('places_taken__lte', models.F('places'))), name='courses_meeting_places'), models.CheckConstraint(condition=models.Q(('closure', None), ('is_cancelled', True), _connector='OR'), name='courses_meeting_closed'), museminder.foundation.tenancy.access.Access(name='courses_meeting_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_meeting_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_meeting_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='MeetingInstructor',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('is_substitute', models.BooleanField(default=False)),
                ('meeting', museminder.foundation.tenancy.fields.StudioForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='instructors', to='courses.meeting')),
                ('staff_member', museminder.foundation.tenancy.fields.StudioForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taught_meetings', to='people.staffmember')),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('studio', 'meeting', 'staff_member'), name='courses_meeting_instructor_once'), museminder.foundation.tenancy.access.Access(name='courses_meeting_instructor_studio', role='studio', sees='true', to='select, insert, update, delete', where='(SELECT sec.office())'), museminder.foundation.tenancy.access.Access(name='courses_meeting_instructor_worker', role='worker', to='select, insert, update, delete', where='true'), museminder.foundation.tenancy.access.Access(name='courses_meeting_instructor_member', role='member', to='select', where='true')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.CharField(max_length=64)),
                ('owner_kind', models.CharField(choices=[('guardian', 'Guardian'), ('staff', 'Instructor')], max_length=8)),
                ('owner_id', models.UUIDField()),
                ('account_id', models.UUIDField(null=True)),
                ('created_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('studio', museminder.foundation.tenancy.fields.StudioKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.studio')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['owner_id'], name='courses_calendar_feed_owner')],
                'constraints': [models.UniqueConstraint(fields=('studio', 'token_hash'), name='courses_calendar_feed_token'), models.CheckConstraint(condition=models.Q(('owner_kind__in', ['guardian', 'staff'])), name='courses_calendar_feed_owns'), museminder.foundation.tenancy.access.Access(name='courses_calendar_feed_studio', role='studio', to='select, insert, update', where='(SELECT sec.office()) OR (account_id = (SELECT sec.account()))'), museminder.foundation.tenancy.access.Access(name='courses_calendar_feed_worker', role='worker', to='select, update', where='true'), museminder.foundation.tenancy.access.Access(name='courses_calendar_feed_member', role='member', to='select, insert, update', where='account_id = (SELECT sec.account())')],
            },
        ),
    ]
