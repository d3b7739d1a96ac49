"""A new address of a guardian waits for a second person; a letter to a former one opens nothing."""

from pathlib import Path

from django.db import migrations, models


FUNCTIONS = f"SET ROLE ctx; {Path(__file__).with_suffix('.sql').read_text()} RESET ROLE"


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_widening_without_note'),
        ('tenancy', '0004_closing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='widening',
            name='widening_asked_once',
        ),
        migrations.AddField(
            model_name='widening',
            name='email',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddConstraint(
            model_name='widening',
            constraint=models.UniqueConstraint(condition=models.Q(('denial', None), ('email', ''), ('state', 'waiting')), fields=('studio', 'guardian', 'student'), name='widening_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='widening',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting'), models.Q(('email', ''), _negated=True)), fields=('studio', 'guardian'), name='widening_of_address_asked_once'),
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    ]
