"""Who may agree, for how long it holds, and that nothing is told without it: looked at by the database itself."""

from django.db import migrations

GIVEN = """
GRANT SELECT, UPDATE (withdrawn_at) ON consents_consent TO ctx;
GRANT SELECT ON consents_studentloginconsent TO ctx;
SET ROLE ctx;
-- The account of the guardian who may decide for a student; an error for whoever may not, or is kept from the student.
CREATE FUNCTION sec.account_that_may_consent(p_studio bigint, p_guardian uuid, p_student uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE account uuid;
BEGIN
  SELECT g.account_id INTO account
  FROM public.people_guardianship r
  JOIN public.people_guardian g ON g.studio_id = r.studio_id AND g.id = r.guardian_id
  WHERE r.studio_id = p_studio AND r.guardian_id = p_guardian AND r.student_id = p_student
    AND r.may_consent AND g.is_active AND g.merged_into_id IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this guardian may not decide for this student' USING ERRCODE = '23514';
  END IF;
  IF p_student = ANY (sec.students_denied(p_studio, account, clock_timestamp())) OR EXISTS (
    SELECT FROM public.people_custodydenial d
    WHERE d.studio_id = p_studio AND d.student_id = p_student AND d.guardian_id = p_guardian
      AND d.starts_at <= clock_timestamp() AND (d.ended_at IS NULL OR d.ended_at > clock_timestamp())) THEN
    RAISE EXCEPTION 'a recorded denial keeps this guardian from the student' USING ERRCODE = '23514';
  END IF;
  RETURN account;
END $$;

CREATE FUNCTION sec.consent_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.given_at := clock_timestamp();
  NEW.given_by_account_id := sec.account_that_may_consent(NEW.studio_id, NEW.guardian_id, NEW.student_id);
  IF sec.account() IS NOT NULL AND NEW.given_by_account_id IS DISTINCT FROM sec.account() THEN
    RAISE EXCEPTION 'nobody agrees for somebody else' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION sec.login_consent_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.given_at := clock_timestamp();
  PERFORM sec.account_that_may_consent(NEW.studio_id, NEW.guardian_id, NEW.student_id);
  RETURN NEW;
END $$;

-- What was taken back is given anew, never revived.
CREATE FUNCTION sec.withdrawn_for_good() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at THEN
    RAISE EXCEPTION 'a consent that was withdrawn stays withdrawn' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

-- FOR SHARE: a withdrawal at the same moment waits until the row of the disclosure is committed, or has been.
CREATE FUNCTION sec.consent_is_live() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE given record;
BEGIN
  SELECT c.withdrawn_at, c.holds_until, c.told INTO given
  FROM public.consents_consent c WHERE c.studio_id = NEW.studio_id AND c.id = NEW.consent_id FOR SHARE;
  IF given.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'the consent was withdrawn' USING ERRCODE = '23514';
  END IF;
  IF (clock_timestamp() AT TIME ZONE 'UTC')::date >= given.holds_until THEN
    RAISE EXCEPTION 'the agreement this consent was given under has ended' USING ERRCODE = '23514';
  END IF;
  IF NOT (NEW.told <@ given.told) THEN
    RAISE EXCEPTION 'more than was agreed to' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

-- Nobody of age is asked for a guardian's consent; everybody else has an account only while one holds.
CREATE FUNCTION sec.student_login_by_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.account_id IS NOT NULL AND NOT NEW.is_adult AND NOT EXISTS (
    SELECT FROM public.consents_studentloginconsent c
    WHERE c.studio_id = NEW.studio_id AND c.student_id = NEW.id AND c.withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'a child signs in only with a guardian''s verified consent' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION sec.student_login_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.people_student SET account_id = NULL, membership_id = NULL
  WHERE studio_id = NEW.studio_id AND id = NEW.student_id AND NOT is_adult;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sec.account_that_may_consent(bigint, uuid, uuid), sec.consent_by_right(),
  sec.login_consent_by_right(), sec.withdrawn_for_good(), sec.consent_is_live(), sec.student_login_by_consent(),
  sec.student_login_ends() FROM public;
GRANT EXECUTE ON FUNCTION sec.consent_by_right(), sec.login_consent_by_right(), sec.withdrawn_for_good(),
  sec.consent_is_live(), sec.student_login_by_consent(), sec.student_login_ends() TO owner;
RESET ROLE;

CREATE TRIGGER consents_by_right BEFORE INSERT ON consents_consent
  FOR EACH ROW EXECUTE FUNCTION sec.consent_by_right();
CREATE TRIGGER consents_withdrawn_for_good BEFORE UPDATE ON consents_consent
  FOR EACH ROW EXECUTE FUNCTION sec.withdrawn_for_good();
CREATE TRIGGER consents_by_right BEFORE INSERT ON consents_studentloginconsent
  FOR EACH ROW EXECUTE FUNCTION sec.login_consent_by_right();
CREATE TRIGGER consents_withdrawn_for_good BEFORE UPDATE ON consents_studentloginconsent
  FOR EACH ROW EXECUTE FUNCTION sec.withdrawn_for_good();
CREATE TRIGGER consents_login_ends AFTER UPDATE OF withdrawn_at ON consents_studentloginconsent
  FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
  EXECUTE FUNCTION sec.student_login_ends();
CREATE TRIGGER consents_login BEFORE INSERT OR UPDATE OF account_id, is_adult ON people_student
  FOR EACH ROW EXECUTE FUNCTION sec.student_login_by_consent();
CREATE TRIGGER consents_live BEFORE INSERT ON outside_disclosure
  FOR EACH ROW WHEN (NEW.consent_id IS NOT NULL) EXECUTE FUNCTION sec.consent_is_live();
-- Another child, another partner, another purpose, an older text: a key that fits nothing.
ALTER TABLE outside_disclosure ADD CONSTRAINT disclosure_under_consent
  FOREIGN KEY (studio_id, consent_id, student_id, third_party, reason, notice_version)
  REFERENCES consents_consent (studio_id, id, student_id, partner, purpose, notice_version);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("consents", "0001_initial"),
        ("outside", "0002_told_now"),
        ("people", "0002_sight"),
    ]

    operations = [migrations.RunSQL(GIVEN, migrations.RunSQL.noop)]
