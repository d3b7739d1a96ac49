"""Nobody agrees for somebody else: the database notes whose agreement it is, from the signed context."""

from django.db import migrations, models

OWN = """
SET ROLE ctx;
CREATE FUNCTION sec.agree_for_oneself() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.account_id := coalesce(sec.account(), NEW.account_id);
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.agree_for_oneself() FROM public;
GRANT EXECUTE ON FUNCTION sec.agree_for_oneself() TO owner;
RESET ROLE;
CREATE TRIGGER privacy_agree_for_oneself BEFORE INSERT ON privacy_policyacceptance
  FOR EACH ROW EXECUTE FUNCTION sec.agree_for_oneself();
"""


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_entry"), ("privacy", "0003_the_policy_of_2016")]

    operations = [
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="policyacceptance", name="policy_accepted_once"),
        migrations.AddConstraint(
            model_name="policyacceptance",
            constraint=models.UniqueConstraint(
                fields=("studio", "version_number", "membership"), name="policy_accepted_once"
            ),
        ),
    ]
