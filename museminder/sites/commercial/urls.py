"""Addresses of the commercial site."""

from django.urls import path

from museminder.sites.commercial import home

outside = [path("", home.index, name="home")]
