"""What was told to others goes 36 months after a family may know of it, and not sooner."""

import django.db.models.functions.comparison
import museminder.foundation.tenancy.access
from django.db import migrations, models

# A day is the school's: the job of a night may be up to a day ahead of the clock.
FUNCTION = """
CREATE FUNCTION outside_kept_its_time() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.counts_from > now() - interval '36 months' + interval '2 days' THEN
    RAISE EXCEPTION 'what was told is kept for 36 months after it may be known' USING ERRCODE = '23514';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER outside_kept_its_time BEFORE DELETE ON outside_disclosure
  FOR EACH ROW EXECUTE FUNCTION outside_kept_its_time();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('outside', '0004_a_locked_key'),
        ('tenancy', '0004_closing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='disclosure',
            name='disclosure_worker',
        ),
        migrations.AddField(
            model_name='disclosure',
            name='counts_from',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Greatest('told_at', 'shown_from'), output_field=models.DateTimeField(null=True)),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=museminder.foundation.tenancy.access.Access(name='disclosure_worker', role='worker', to='select, insert, delete', where='true'),
        ),
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
    ]
