"""What is posted is posted: the database sets the time and the hash, and refuses every change."""

from django.db import migrations

GLOBAL_TABLES = ("privacy_policyversion", "privacy_promiseclause", "privacy_promiseresult")
SECURED = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
    for table in GLOBAL_TABLES
)

POSTED = """
CREATE FUNCTION privacy_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was posted is never changed (%)', TG_TABLE_NAME USING ERRCODE = '23514';
END $$;

CREATE FUNCTION privacy_post_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Not now(), which is when the transaction began.
  NEW.posted_at := clock_timestamp();
  NEW.sha256 := encode(sha256(convert_to(jsonb_build_array(
    NEW.number, NEW.title, NEW.language, NEW.summary, NEW.blocks, NEW.blocks_for_children)::text, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER privacy_post_version BEFORE INSERT ON privacy_policyversion
  FOR EACH ROW EXECUTE FUNCTION privacy_post_version();

-- Nobody sees a notice before its transaction ends, so the days are counted once more at that moment.
CREATE FUNCTION privacy_count_days_again() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.number <> 1
     AND NEW.effective_on::timestamp - (clock_timestamp() AT TIME ZONE 'UTC') < interval '30 days' THEN
    RAISE EXCEPTION 'a policy takes effect 30 days after its notice can be seen' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER privacy_count_days_again AFTER INSERT ON privacy_policyversion
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION privacy_count_days_again();

CREATE FUNCTION privacy_run_now() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.ran_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER privacy_run_now BEFORE INSERT ON privacy_promiseresult
  FOR EACH ROW EXECUTE FUNCTION privacy_run_now();
"""
NEVER_CHANGED = "".join(
    f"""
CREATE TRIGGER privacy_never_changed BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION privacy_refuse_change();
CREATE TRIGGER privacy_never_emptied BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse_change();
"""
    for table in ("privacy_policyversion", "privacy_promiseresult")
)
ACCEPTED = """
ALTER TABLE privacy_policyacceptance ADD CONSTRAINT privacy_policyacceptance_version
  FOREIGN KEY (version_number) REFERENCES privacy_policyversion (number);
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [migrations.RunSQL(SECURED + POSTED + NEVER_CHANGED + ACCEPTED, migrations.RunSQL.noop)]
