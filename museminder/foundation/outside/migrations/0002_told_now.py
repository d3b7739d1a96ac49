"""What was told was told now: the database notes the moment, and refuses every change."""

from django.db import migrations

TABLES = ("outside_disclosure", "outside_accountdisclosure")
NOW = """
CREATE FUNCTION outside_told_now() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.told_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE FUNCTION outside_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was told cannot be untold' USING ERRCODE = '23514';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER outside_told_now BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION outside_told_now();
CREATE TRIGGER outside_never_changed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION outside_refuse_change();
"""
    for table in TABLES
)
GRANTS = "GRANT SELECT, INSERT ON outside_accountdisclosure TO accounts;"


class Migration(migrations.Migration):
    dependencies = [("outside", "0001_initial")]

    operations = [migrations.RunSQL(NOW + GRANTS, migrations.RunSQL.noop)]
