"""Every model is placed, and every field of every model says how much it tells about a person."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model

from museminder.foundation.tenancy.fields import studio_field
from museminder.primitives.holdings import DataClass, holdings
from museminder.primitives.retention import Retention

# Tables without a studio: few, small, and never pointing at a studio's table. Each has its reason.
GLOBAL_MODELS = {
    "tenancy.Studio": "the list of studios itself",
    "identity.Account": "one person, several studios, one sign-in",
    "identity.Session": "belongs to an account, before a studio is chosen",
    "published.Letter": "a visitor's letter, before it is known whether any studio is meant",
    "identity.Limit": "counts attempts to sign in, before anybody is known",
    "outside.AccountDisclosure": "a letter about a sign-in, before any studio is known",
    "oversight.OperatorStaff": "who runs MuseMinder itself, in no studio",
    "oversight.Training": "what they were taught",
    "oversight.Review": "who reviews our procedures",
    "oversight.Attestation": "what others attest to us",
    "oversight.StudioFigures": "counts of studios, without a name",
    "oversight.LegalDemand": "a paper, and ids it names; operators keep it who see no studio",
    "oversight.DemandExport": "what answers it, locked with a key that nobody here keeps",
    "oversight.DemandNotice": "whom it is told to, by a studio's number and a family's id",
    "oversight.BrokenGlass": "an emergency that one of us claims and another agrees to",
    "privacy.Breach": "what happened to several studios at once, in words without names",
    "privacy.BreachNotice": "what one studio is told, by its number; an operator writes it who sees no studio",
    "privacy.ChangeOfControl": "who takes MuseMinder over, announced to everybody, public",
    "privacy.PolicyVersion": "one policy for everybody, public",
    "privacy.PromiseClause": "the sentences of the promise, public",
    "privacy.PromiseResult": "what their checks found, public",
}
FRAMEWORK_APPS = {"account", "auth", "contenttypes", "mfa", "procrastinate", "sessions", "sites"}


def test_every_model_is_owned_by_a_studio_or_on_the_short_list() -> None:
    unplaced = [label(model) for model in our_models() if not studio_field(model)]

    assert sorted(unplaced) == sorted(GLOBAL_MODELS)


def test_every_other_table_is_a_framework_s() -> None:
    others = {model._meta.app_label for model in apps.get_models(include_auto_created=True)}

    assert others - {model._meta.app_label for model in our_models()} <= FRAMEWORK_APPS


def test_no_global_model_points_at_a_studio_s_table() -> None:
    pointing = [
        f"{label(model)}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.is_relation and not studio_field(model) and studio_field(field.related_model)
    ]

    assert pointing == []


def test_no_many_to_many_is_made_behind_our_back() -> None:
    hidden = [
        label(model) for model in apps.get_models(include_auto_created=True) if model._meta.auto_created
    ]

    assert [name for name in hidden if name.split(".")[0] not in FRAMEWORK_APPS] == []


def test_every_field_is_classified() -> None:
    declared = {model: set(holding.fields) for model, holding in holdings().items()}
    # a row's own number and its studio say nothing about anybody
    real = {
        label(model): {f.name for f in model._meta.concrete_fields} - {"id", "studio"}
        for model in our_models()
    }
    undeclared = {model: sorted(names - declared.get(model, set())) for model, names in real.items()}
    gone = {
        model: sorted(names - real.get(model, set()) - {"id", "studio"}) for model, names in declared.items()
    }

    assert {model: names for model, names in undeclared.items() if names} == {}
    assert {model: names for model, names in gone.items() if names} == {}


def test_every_holding_says_why_and_how_long() -> None:
    silent = [model for model, held in holdings().items() if not held.purpose.strip()]
    endless = [
        model
        for model, held in holdings().items()
        if not isinstance(held.retention, Retention)
        or not (held.retention.rules or held.retention.because.strip())
    ]

    assert (silent, endless) == ([], [])


def test_every_rule_is_about_columns_that_are_there_and_counts_forward() -> None:
    known = {label(model): {field.name for field in model._meta.concrete_fields} for model in our_models()}
    wrong = [
        (model, rule.what)
        for model, held in holdings().items()
        for rule in held.retention.rules
        if not set(rule.empties) <= known[model] | {"student_id"} or (rule.months > 0) == (rule.days > 0)
    ]

    assert wrong == []


def test_every_class_is_one_of_the_six() -> None:
    classes = {each for held in holdings().values() for each in held.fields.values()}

    assert classes <= set(DataClass)


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_config.name.startswith("museminder.")]


def label(model: type[Model]) -> str:
    return model._meta.label
