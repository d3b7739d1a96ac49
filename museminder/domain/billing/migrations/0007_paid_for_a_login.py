"""A card payment may show that a guardian agreed to a child's own sign-in."""

import django.db.models.deletion
from django.db import migrations, models

import museminder.foundation.tenancy.fields

# The receipt is written by jobs alone, from what the gateway says; an attempt that calls itself paid is not enough.
PAID = """
GRANT SELECT ON billing_paymentattempt, billing_receipt TO ctx;
SET ROLE ctx;
CREATE OR REPLACE FUNCTION sec.card_paid_for(p_studio bigint, p_request uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM public.billing_paymentattempt a
    JOIN public.billing_receipt r ON r.studio_id = a.studio_id AND r.gateway_transaction_id = a.transaction_id
    WHERE a.studio_id = p_studio AND a.login_request_id = p_request AND a.state = 'paid' AND a.transaction_id <> ''
      AND r.method = 'card' AND r.reversed_at IS NULL) $$;
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0006_continued_accounts"),
        ("consents", "0008_login_consent_counts"),
    ]

    operations = [
        migrations.AddField(
            model_name="paymentattempt",
            name="login_request",
            field=museminder.foundation.tenancy.fields.StudioForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="consents.studentloginrequest",
            ),
        ),
        migrations.AddIndex(
            model_name="paymentattempt",
            index=models.Index(
                condition=models.Q(("login_request__isnull", False)),
                fields=["login_request"],
                name="payment_attempt_for_a_login",
            ),
        ),
        migrations.RunSQL(PAID, migrations.RunSQL.noop),
    ]
