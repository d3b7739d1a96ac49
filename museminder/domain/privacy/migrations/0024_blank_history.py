"""The history of a school that is closed for good says what was changed and when, and no name any more."""

from django.db import migrations

# A job may do it in its own studio, once nobody can enter it.
BLANK_HISTORY = """
GRANT UPDATE (by_name) ON audit_change TO ctx;
SET ROLE ctx;
CREATE FUNCTION sec.blank_history() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM public.tenancy_studio s WHERE s.id = sec.studio() AND s.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'only what is closed for good is blanked' USING ERRCODE = '42501';
  END IF;
  UPDATE public.audit_change SET note = '', by_name = '—'
  WHERE studio_id = sec.studio() AND (note <> '' OR by_name <> '—');
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
REVOKE ALL ON FUNCTION sec.blank_history() FROM public;
GRANT EXECUTE ON FUNCTION sec.blank_history() TO worker;
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0023_closing")]

    operations = [migrations.RunSQL(BLANK_HISTORY, migrations.RunSQL.noop)]
