"""The public site and the operator reach no table of a studio; a grant is noticed."""

from __future__ import annotations


def test_grants_to_the_public_site_and_to_the_operator_are_noticed(survivors) -> None:
    assert survivors("public-site-told-more", "public-site-may-read", "operator-may-read") == []
