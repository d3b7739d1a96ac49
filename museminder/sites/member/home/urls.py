"""The first page of a family."""

from django.urls import path

from museminder.sites.member.home import home

urlpatterns = [path("", home.show, name="home")]
