"""Whoever is of age decides alone: under what a guardian agreed to nothing more is told, however it came about."""

from django.db import migrations

OF_AGE = """
SET ROLE ctx;
CREATE FUNCTION sec.consent_is_not_outgrown() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM public.consents_consent c
    JOIN public.people_student s ON s.studio_id = c.studio_id AND s.id = c.student_id
    WHERE c.studio_id = NEW.studio_id AND c.id = NEW.consent_id
      AND s.is_adult AND s.account_id IS DISTINCT FROM c.given_by_account_id) THEN
    RAISE EXCEPTION 'the student is of age, and somebody else agreed' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.consent_is_not_outgrown() FROM public;
GRANT EXECUTE ON FUNCTION sec.consent_is_not_outgrown() TO owner;
RESET ROLE;
CREATE TRIGGER consents_not_outgrown BEFORE INSERT ON outside_disclosure
  FOR EACH ROW WHEN (NEW.consent_id IS NOT NULL) EXECUTE FUNCTION sec.consent_is_not_outgrown();
"""


class Migration(migrations.Migration):
    dependencies = [("consents", "0003_own_studio_first")]

    operations = [migrations.RunSQL(OF_AGE, migrations.RunSQL.noop)]
