"""Making and closing accounts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from museminder.foundation.identity.actions.accounts import close_account, make_operator, open_account
from museminder.foundation.identity.models import Account
from museminder.foundation.identity.queries.sessions import sessions_of
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import NoEntry, studio_context
from museminder.primitives.clock import now
from tests.foundation.identity.people import PASSWORD, stranger, visiting


def test_account_has_a_verified_address_and_a_password(school):
    account = open_account(email="Ada@Example.com ", display_name="Ada", at=now(), password=PASSWORD)
    assert (account.email, account.check_password(PASSWORD)) == ("ada@example.com", True)
    assert [(a.email, a.verified, a.primary) for a in account.emailaddress_set.all()] == [
        ("ada@example.com", True, True)
    ]


def test_account_without_password_cannot_be_entered_with_one(school):
    account = open_account(email="ada@example.com", display_name="Ada", at=now())
    assert (account.has_usable_password(), account.check_password("")) == (False, False)


def test_address_has_one_account_in_whatever_case(school):
    open_account(email="ada@example.com", display_name="Ada", at=now())
    with pytest.raises(Refused):
        open_account(email="ADA@EXAMPLE.COM", display_name="Ada", at=now())
    with pytest.raises(IntegrityError), transaction.atomic(using="default"):
        Account.objects.bulk_create([Account(email="ADA@example.com")])


def test_weak_password_is_refused(school):
    with pytest.raises(ValidationError):
        open_account(email="ada@example.com", display_name="Ada", at=now(), password="passwordpassword")
    assert Account.objects.filter(email="ada@example.com").exists() is False


def test_closed_account_is_out_everywhere_at_once(school):
    account = Account.objects.get(pk=school.owner.account_id)
    close_account(account=account, at=now())
    assert list(sessions_of(account, now())) == []
    with visiting("studio"), pytest.raises(NoEntry), studio_context(school.owner.secret, school.slug):
        pass


def test_operator_is_named_one(school):
    account = stranger("ada@example.com").account
    assert account.is_operator is False
    make_operator(account=account)
    account.refresh_from_db()
    assert account.is_operator is True
