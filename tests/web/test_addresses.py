"""Addresses of pages by their names."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from museminder.foundation.tenancy.context import site
from museminder.web.addresses import address_of, addresses_of

FAMILY = UUID("0192f0c0-1c5e-7b1a-8000-00000000000a")
STUDENT = UUID("0192f0c0-1c5e-7b1a-8000-00000000000b")


@pytest.fixture(autouse=True)
def on_the_studio_site():
    with override_settings(ROOT_URLCONF="museminder.config.urls.studio"), site("studio"):
        yield


def test_address_is_what_django_says_for_each_record():
    for family in (FAMILY, STUDENT):
        known = {"studio_slug": "harmony", "family_id": family}
        assert address_of("studio:people:families:show", **known) == f"/harmony/people/families/{family}/"
        assert address_of("studio:people:families:show", **known) == reverse(
            "studio:people:families:show", kwargs=known
        )


def test_address_keeps_several_ids_in_their_places():
    known = {"studio_slug": "harmony", "kind": "family", "kept_id": FAMILY, "merged_id": STUDENT}
    swapped = known | {"kept_id": STUDENT, "merged_id": FAMILY}
    name = "studio:people:merges:create"
    assert address_of(name, **known) == f"/harmony/people/duplicates/family/{FAMILY}/{STUDENT}/"
    assert address_of(name, **swapped) == f"/harmony/people/duplicates/family/{STUDENT}/{FAMILY}/"


def test_address_without_ids_and_outside_a_studio():
    assert address_of("studio:today", studio_slug="harmony") == "/harmony/"
    assert address_of("chooser") == "/"


def test_address_of_an_unknown_page_is_an_error_each_time():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address_of("studio:people:families:show", studio_slug="harmony", student_id=STUDENT)
        with pytest.raises(NoReverseMatch):
            address_of("member:home", studio_slug="harmony")


def test_address_is_that_of_the_site_that_is_served():
    with override_settings(ROOT_URLCONF="museminder.config.urls.member"), site("member"):
        assert address_of("chooser") == "/"
        with pytest.raises(NoReverseMatch):
            address_of("studio:today", studio_slug="harmony")


def test_address_of_a_studio_is_inside_it(studio):
    with override_settings(ROOT_URLCONF="museminder.config.urls.studio"):
        assert address_of("studio:people:families:show", family_id=FAMILY) == (
            f"/conservatory/people/families/{FAMILY}/"
        )


def test_a_list_works_an_address_out_once_for_all_its_rows():
    to_family = addresses_of("studio:people:families:show", "family_id", studio_slug="harmony")
    assert [to_family(one) for one in (FAMILY, STUDENT)] == [
        f"/harmony/people/families/{one}/" for one in (FAMILY, STUDENT)
    ]
