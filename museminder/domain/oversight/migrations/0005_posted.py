"""A letter on paper to a family without a mail address is written down with its day, and the desk can finish."""

from pathlib import Path

import museminder.foundation.tenancy.access
from django.db import migrations, models

FUNCTIONS = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"
TRIGGER = """
CREATE TRIGGER oversight_note_posted BEFORE UPDATE ON oversight_demandnotice
  FOR EACH ROW EXECUTE FUNCTION sec.note_posted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0004_locked'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='demandnotice',
            name='demand_notice_operator',
        ),
        migrations.AddField(
            model_name='demandnotice',
            name='posted_by',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='demandnotice',
            name='posted_on',
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name='demandnotice',
            constraint=models.CheckConstraint(condition=models.Q(('posted_on', None), models.Q(('told_at__isnull', False), models.Q(('posted_by', ''), _negated=True)), _connector='OR'), name='demand_notice_on_paper_is_told'),
        ),
        migrations.AddConstraint(
            model_name='demandnotice',
            constraint=museminder.foundation.tenancy.access.Access(name='demand_notice_operator', role='operator', to='select, update (posted_on, posted_by)', where='(SELECT sec.operator())'),
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGER, migrations.RunSQL.noop),
    ]
