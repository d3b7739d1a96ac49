"""Addresses of the operator site."""

from django.urls import path

from museminder.sites.operator import home

outside = [path("", home.index, name="home")]
