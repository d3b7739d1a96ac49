"""Legal demands, and the emergency in which two of us let one of us into a studio."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import museminder.foundation.tenancy.access
import museminder.foundation.tenancy.fields
import museminder.primitives.ids
from django.db import migrations, models

NEW = ("legaldemand", "demandexport", "demandnotice", "brokenglass")
SECURED = "".join(
    f"ALTER TABLE oversight_{table} ENABLE ROW LEVEL SECURITY;"
    f"ALTER TABLE oversight_{table} FORCE ROW LEVEL SECURITY;"
    for table in NEW
)
GRANTS = """
GRANT SELECT ON oversight_legaldemand TO ctx;
GRANT SELECT, UPDATE ON oversight_brokenglass TO ctx;
GRANT INSERT ON oversight_supportgrant TO ctx;
"""
FUNCTIONS = Path(__file__).with_suffix(".sql").read_text()
TRIGGERS = """
CREATE TRIGGER oversight_record_demand BEFORE INSERT ON oversight_legaldemand
  FOR EACH ROW EXECUTE FUNCTION sec.record_demand();
CREATE TRIGGER oversight_approve_demand BEFORE UPDATE ON oversight_legaldemand
  FOR EACH ROW EXECUTE FUNCTION sec.approve_demand();
CREATE TRIGGER oversight_answer_demand BEFORE INSERT OR UPDATE ON oversight_demandexport
  FOR EACH ROW EXECUTE FUNCTION sec.answer_demand();
CREATE TRIGGER oversight_note_demand BEFORE INSERT ON oversight_demandnotice
  FOR EACH ROW EXECUTE FUNCTION sec.note_demand();
CREATE TRIGGER oversight_ask_to_break_glass BEFORE INSERT ON oversight_brokenglass
  FOR EACH ROW EXECUTE FUNCTION sec.ask_to_break_glass();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0004_place'),
        ('oversight', '0002_entry'),
        ('tenancy', '0003_queue'),
    ]

    operations = [
        migrations.CreateModel(
            name='BrokenGlass',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('emergency', models.CharField(choices=[('safety', 'Safety'), ('attack', 'Attack'), ('data_loss', 'Data Loss'), ('outage', 'Outage')], max_length=9)),
                ('reason', models.CharField(max_length=300)),
                ('requester_id', models.UUIDField()),
                ('requester', models.CharField(max_length=120)),
                ('requested_at', models.DateTimeField()),
                ('approver_id', models.UUIDField(null=True)),
                ('approver', models.CharField(blank=True, max_length=120)),
                ('approved_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='DemandExport',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('lock', models.BinaryField()),
                ('asked_by_id', models.UUIDField()),
                ('asked_by', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('content', models.BinaryField(null=True)),
                ('size', models.PositiveIntegerField(default=0)),
                ('row_count', models.PositiveIntegerField(default=0)),
                ('family_count', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField(null=True)),
                ('fetched_at', models.DateTimeField(null=True)),
                ('fetched_by', models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='DemandNotice',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('family_id', models.UUIDField(null=True)),
                ('student_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('kind', models.CharField(max_length=11)),
                ('issuer', models.CharField(max_length=200)),
                ('reference', models.CharField(max_length=80)),
                ('records', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=11), size=None)),
                ('made_at', models.DateTimeField()),
                ('shown_from', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='LegalDemand',
            fields=[
                ('id', models.UUIDField(default=museminder.primitives.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('court_order', 'Court Order'), ('subpoena', 'Subpoena'), ('warrant', 'Warrant')], max_length=11)),
                ('issuer', models.CharField(max_length=200)),
                ('reference', models.CharField(max_length=80)),
                ('document_sha256', models.CharField(max_length=64)),
                ('received_at', models.DateTimeField()),
                ('family_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('student_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('records', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=11), size=None)),
                ('expires_at', models.DateTimeField()),
                ('gag_until', models.DateTimeField(null=True)),
                ('recorded_by_id', models.UUIDField()),
                ('recorded_by', models.CharField(max_length=120)),
                ('recorded_at', models.DateTimeField()),
                ('first_approver_id', models.UUIDField(null=True)),
                ('first_approver', models.CharField(blank=True, max_length=120)),
                ('first_approved_at', models.DateTimeField(null=True)),
                ('second_approver_id', models.UUIDField(null=True)),
                ('second_approver', models.CharField(blank=True, max_length=120)),
                ('second_approved_at', models.DateTimeField(null=True)),
                ('closed_as', models.CharField(blank=True, choices=[('refused', 'Refused'), ('revoked', 'Revoked')], max_length=7)),
                ('closed_by', models.CharField(blank=True, max_length=120)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='supportgrant',
            name='approved_by',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='supportgrant',
            name='glass_id',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='supportgrant',
            name='granted_by',
            field=museminder.foundation.tenancy.fields.StudioForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.membership'),
        ),
        migrations.AddConstraint(
            model_name='supportgrant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('glass_id', None), ('granted_by__isnull', False)), models.Q(('glass_id__isnull', False), ('granted_by', None), ('hours', 1), ('may_reveal', False), models.Q(('approved_by', ''), _negated=True)), _connector='OR'), name='support_grant_of_the_studio_or_an_emergency'),
        ),
        migrations.AddConstraint(
            model_name='supportgrant',
            constraint=models.UniqueConstraint(fields=('studio', 'glass_id'), name='support_grant_once_for_an_emergency'),
        ),
        migrations.AddConstraint(
            model_name='brokenglass',
            constraint=models.CheckConstraint(condition=models.Q(('approver_id', None), models.Q(('approver_id', models.F('requester_id')), _negated=True), _connector='OR'), name='broken_glass_takes_two'),
        ),
        migrations.AddConstraint(
            model_name='brokenglass',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), ('emergency__in', ['safety', 'attack', 'data_loss', 'outage'])), name='broken_glass_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='brokenglass',
            constraint=museminder.foundation.tenancy.access.Access(name='broken_glass_operator', role='operator', to='select, insert', where='(SELECT sec.operator())'),
        ),
        migrations.AddConstraint(
            model_name='brokenglass',
            constraint=museminder.foundation.tenancy.access.Access(name='broken_glass_worker', role='worker', to='select', where='true'),
        ),
        migrations.AddConstraint(
            model_name='legaldemand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_approver_id', models.F('second_approver_id')), _negated=True), models.Q(('first_approver_id', models.F('recorded_by_id')), _negated=True), models.Q(('second_approver_id', models.F('recorded_by_id')), _negated=True)), name='legal_demand_by_different_people'),
        ),
        migrations.AddConstraint(
            model_name='legaldemand',
            constraint=models.CheckConstraint(condition=models.Q(('second_approver_id', None), ('first_approver_id__isnull', False), _connector='OR'), name='legal_demand_first_before_second'),
        ),
        migrations.AddConstraint(
            model_name='legaldemand',
            constraint=models.CheckConstraint(condition=models.Q(('document_sha256__regex', '^[0-9a-f]{64}$'), models.Q(('issuer', ''), _negated=True), models.Q(('reference', ''), _negated=True)), name='legal_demand_has_a_paper'),
        ),
        migrations.AddConstraint(
            model_name='legaldemand',
            constraint=models.CheckConstraint(condition=models.Q(('records__len__gte', 1), ('records__contained_by', ['student', 'guardians', 'enrollments', 'bills', 'payments'])), name='legal_demand_names_what'),
        ),
        migrations.AddConstraint(
            model_name='legaldemand',
            constraint=models.CheckConstraint(condition=models.Q(('family_ids__len__lte', 50), ('student_ids__len__lte', 50), models.Q(('family_ids__len__gte', 1), ('student_ids__len__gte', 1), _connector='OR')), name='legal_demand_names_whom'),
        ),
        migrations.AddConstraint(
            model_name='legaldemand',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('received_at'))), name='legal_demand_ends_after_it_came'),
        ),
        migrations.AddConstraint(
            model_name='legaldemand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_as', ''), ('closed_at', None)), models.Q(('closed_at__isnull', False), models.Q(('closed_as', ''), _negated=True)), _connector='OR'), name='legal_demand_is_closed_as_something'),
        ),
        migrations.AddConstraint(
            model_name='legaldemand',
            constraint=museminder.foundation.tenancy.access.Access(name='legal_demand_operator', role='operator', to='select, insert, update (first_approver_id, first_approver, first_approved_at, second_approver_id, second_approver, second_approved_at, closed_as, closed_by, closed_at)', where='(SELECT sec.operator())'),
        ),
        migrations.AddConstraint(
            model_name='legaldemand',
            constraint=museminder.foundation.tenancy.access.Access(name='legal_demand_worker', role='worker', to='select', where='true'),
        ),
        migrations.AddField(
            model_name='demandnotice',
            name='demand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='oversight.legaldemand'),
        ),
        migrations.AddField(
            model_name='demandexport',
            name='demand',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='export', to='oversight.legaldemand'),
        ),
        migrations.AddConstraint(
            model_name='demandnotice',
            constraint=models.UniqueConstraint(fields=('demand', 'family_id'), name='demand_notice_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='demandnotice',
            constraint=models.CheckConstraint(condition=models.Q(('shown_from__gte', models.F('made_at'))), name='demand_notice_follows_the_archive'),
        ),
        migrations.AddConstraint(
            model_name='demandnotice',
            constraint=models.CheckConstraint(condition=models.Q(('told_at', None), ('told_at__gte', models.F('shown_from')), _connector='OR'), name='demand_notice_keeps_silent'),
        ),
        migrations.AddConstraint(
            model_name='demandnotice',
            constraint=museminder.foundation.tenancy.access.Access(name='demand_notice_operator', role='operator', to='select', where='(SELECT sec.operator())'),
        ),
        migrations.AddConstraint(
            model_name='demandnotice',
            constraint=museminder.foundation.tenancy.access.Access(name='demand_notice_studio', role='studio', to='select', where='number = (SELECT sec.studio()) AND (SELECT sec.office()) AND NOT (student_ids && (SELECT sec.denied())::uuid[]) AND shown_from <= now()'),
        ),
        migrations.AddConstraint(
            model_name='demandnotice',
            constraint=museminder.foundation.tenancy.access.Access(name='demand_notice_member', role='member', to='select', where='number = (SELECT sec.studio()) AND family_id = ANY ((SELECT sec.families())::uuid[]) AND NOT (student_ids && (SELECT sec.denied())::uuid[]) AND shown_from <= now()'),
        ),
        migrations.AddConstraint(
            model_name='demandnotice',
            constraint=museminder.foundation.tenancy.access.Access(name='demand_notice_worker', role='worker', sees='true', to='select, insert, update (told_at)', where='number = (SELECT sec.studio())'),
        ),
        migrations.AddConstraint(
            model_name='demandexport',
            constraint=models.CheckConstraint(condition=models.Q(('content', None), models.Q(('fetched_at', None), ('made_at__isnull', False)), _connector='OR'), name='demand_export_is_fetched_once'),
        ),
        migrations.AddConstraint(
            model_name='demandexport',
            constraint=models.CheckConstraint(condition=models.Q(('fetched_at', None), ('made_at__isnull', False), _connector='OR'), name='demand_export_is_made_first'),
        ),
        migrations.AddConstraint(
            model_name='demandexport',
            constraint=museminder.foundation.tenancy.access.Access(name='demand_export_operator', role='operator', to='select, insert, update (content, fetched_at, fetched_by)', where='(SELECT sec.operator())'),
        ),
        migrations.AddConstraint(
            model_name='demandexport',
            constraint=museminder.foundation.tenancy.access.Access(name='demand_export_worker', role='worker', sees='true', to='select, update (content, size, row_count, family_count, made_at)', where='number = (SELECT sec.studio())'),
        ),
        migrations.RunSQL(SECURED + GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(f"SET ROLE ctx; {FUNCTIONS} RESET ROLE", migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
