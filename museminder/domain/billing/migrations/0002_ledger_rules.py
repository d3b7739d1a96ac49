"""What the ledger promises, kept by the database: every transaction balances, and a webhook enters by its token."""

from django.db import migrations

BALANCED = """
CREATE FUNCTION billing_lines_balance() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- All sides of a transaction are written by one statement, so one look at what it wrote is enough.
  IF EXISTS (SELECT 1 FROM written GROUP BY studio_id, transaction_id HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'a ledger transaction does not balance' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER billing_lines_balance AFTER INSERT ON billing_ledgerline
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION billing_lines_balance();
"""

HOOK = """
GRANT SELECT ON billing_gatewayaccount TO ctx;
SET ROLE ctx;
CREATE FUNCTION sec.begin_hook(p_token text)
RETURNS TABLE (studio_id bigint, slug text, studio_name text, time_zone text, currency text, locale text, accent text,
               account_id uuid, membership_id uuid, member_name text, roles text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE studio record;
BEGIN
  SELECT s.* INTO studio FROM public.billing_gatewayaccount g
  JOIN public.tenancy_studio s ON s.id = g.studio_id AND s.closed_at IS NULL
  WHERE g.webhook_token_hash = encode(sha256(convert_to(p_token, 'UTF8')), 'hex') AND g.is_active;
  IF NOT FOUND THEN RAISE EXCEPTION 'no entry' USING ERRCODE = '28000'; END IF;
  PERFORM sec.set_context(studio.id, null, null, array['gateway'], '{}', '{}', '{}');
  RETURN QUERY SELECT studio.id, studio.slug::text, studio.name::text, studio.time_zone::text, studio.currency::text,
    studio.locale::text, studio.accent::text, null::uuid, null::uuid, 'Payment gateway'::text, array['gateway'];
END $$;
REVOKE ALL ON FUNCTION sec.begin_hook(text) FROM public;
GRANT EXECUTE ON FUNCTION sec.begin_hook(text) TO studio;
INSERT INTO sec.periodic_task (name) VALUES ('billing.reconcile');
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]

    operations = [
        migrations.RunSQL(BALANCED, "DROP FUNCTION billing_lines_balance CASCADE"),
        migrations.RunSQL(HOOK, migrations.RunSQL.noop),
    ]
