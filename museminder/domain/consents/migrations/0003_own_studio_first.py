"""What looks at consents looks only where one is: a row for another studio is refused before anything is looked up."""

from django.db import migrations

# Row security is asked after such triggers. Without this, the error of one would tell of another studio.
TABLES = ("consents_consent", "consents_studentloginconsent", "outside_disclosure", "people_student")
FIRST = """
SET ROLE ctx;
CREATE FUNCTION sec.own_studio_first() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF row_security_active(TG_RELID) AND NEW.studio_id IS DISTINCT FROM sec.studio() THEN
    RAISE EXCEPTION 'new row violates row-level security policy for table "%"', TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.own_studio_first() FROM public;
GRANT EXECUTE ON FUNCTION sec.own_studio_first() TO owner;
RESET ROLE;
""" + "".join(
    f"""
CREATE TRIGGER a_own_studio_first BEFORE INSERT ON {table}
  FOR EACH ROW EXECUTE FUNCTION sec.own_studio_first();
"""
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("consents", "0002_by_right")]

    operations = [migrations.RunSQL(FIRST, migrations.RunSQL.noop)]
