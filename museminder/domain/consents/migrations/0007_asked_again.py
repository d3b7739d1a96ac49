"""A policy that changes for children asks guardians again: what was agreed to before it was posted ends with its day."""

from django.db import migrations

ASKED_AGAIN = """
GRANT SELECT ON privacy_policyversion TO ctx;
SET ROLE ctx;
-- Whether a consent of this moment is too old for a version that changed something for children and is in effect.
CREATE FUNCTION sec.consent_is_asked_again(p_given_at timestamptz, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM public.privacy_policyversion v
    WHERE v.material_for_children AND p_given_at < v.posted_at
      AND v.effective_on <= (p_at AT TIME ZONE 'UTC')::date) $$;
CREATE FUNCTION sec.consent_knows_the_policy() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM public.consents_consent c
    WHERE c.studio_id = NEW.studio_id AND c.id = NEW.consent_id
      AND sec.consent_is_asked_again(c.given_at, clock_timestamp())) THEN
    RAISE EXCEPTION 'the policy changed for children, and nobody agreed again' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.consent_is_asked_again(timestamptz, timestamptz), sec.consent_knows_the_policy() FROM public;
GRANT EXECUTE ON FUNCTION sec.consent_is_asked_again(timestamptz, timestamptz), sec.consent_knows_the_policy() TO owner;
RESET ROLE;
CREATE TRIGGER consents_know_the_policy BEFORE INSERT ON outside_disclosure
  FOR EACH ROW WHEN (NEW.consent_id IS NOT NULL) EXECUTE FUNCTION sec.consent_knows_the_policy();
"""


class Migration(migrations.Migration):
    dependencies = [("consents", "0006_a_locked_key"), ("privacy", "0002_posted_for_good")]

    operations = [migrations.RunSQL(ASKED_AGAIN, migrations.RunSQL.noop)]
