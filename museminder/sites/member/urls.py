"""Addresses of the member site: outside any studio, and inside one."""

from importlib.util import find_spec

from django.urls import include, path

from museminder.web import chooser

AREAS = ("home", "schedule", "billing", "people")

outside = [path("", chooser.index, name="chooser")]
inside = [
    *(
        path("" if area == "home" else f"{area}/", include(f"museminder.sites.member.{area}.urls"))
        for area in AREAS
        if find_spec(f"museminder.sites.member.{area}") and find_spec(f"museminder.sites.member.{area}.urls")
    ),
]
