"""What ended long ago is forgotten by the nightly job, which may delete it; nobody else may."""

from django.db import migrations

import museminder.foundation.tenancy.access

WORKER = "select, delete, update (withdrawn_at, withdrawn_by_name, partner_informed_at)"


class Migration(migrations.Migration):
    dependencies = [("consents", "0004_of_age")]

    operations = [
        migrations.RemoveConstraint(model_name="consent", name="consents_consent_worker"),
        migrations.AddConstraint(
            model_name="consent",
            constraint=museminder.foundation.tenancy.access.Access(
                name="consents_consent_worker", role="worker", to=WORKER, where="true"
            ),
        ),
        migrations.RemoveConstraint(
            model_name="studentloginconsent", name="consents_studentloginconsent_worker"
        ),
        migrations.AddConstraint(
            model_name="studentloginconsent",
            constraint=museminder.foundation.tenancy.access.Access(
                name="consents_studentloginconsent_worker",
                role="worker",
                to="select, delete",
                where="true",
            ),
        ),
    ]
