"""What billing holds about people: money by account and opaque ids, never a name, a child only as an id."""

from django.apps import apps

from museminder.primitives.holdings import DataClass, Holding, hold

CHILD = {
    "Charge": {"student_id", "parameters", "steps"},
    "PostingRow": {"student_id", "parameters", "steps"},
}
CONTACT = {
    "FamilyAccount": {"family"},
    "Receipt": {"reference", "family_ref"},
    "Credit": {"reason", "family_ref"},
    "Refund": {"reason"},
    "Charge": {"payer_id", "family_ref"},
    "PostingRow": {"payer_id"},
    "Invoice": {"payer_id", "family_ref", "void_reason"},
    "InvoiceLine": {"family_ref"},
    "PaymentAttempt": {"payer_id", "by_account_id", "family_ref"},
    "GatewayEvent": {"payload"},
}
SECRET = {"GatewayAccount": {"secret_key", "webhook_secret", "webhook_token_hash"}}


def _class_of(model: str, field: str) -> DataClass:
    for known, kind in ((CHILD, DataClass.CHILD), (CONTACT, DataClass.CONTACT), (SECRET, DataClass.SECRET)):
        if field in known.get(model, ()):
            return kind
    return DataClass.BUSINESS


hold(
    *(
        Holding(
            model=model._meta.label,
            fields={field.name: _class_of(model.__name__, field.name) for field in model._meta.local_fields},
            purpose="to bill families and account for their payments",
            retention="ten years, as tax law asks, without detail about children after two",
        )
        for model in apps.get_app_config("billing").get_models()
    )
)
