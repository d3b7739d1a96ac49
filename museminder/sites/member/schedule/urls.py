"""The family's schedule."""

from django.urls import path

from museminder.sites.member.schedule import lessons

app_name = "schedule"
urlpatterns = [path("", lessons.index, name="index")]
