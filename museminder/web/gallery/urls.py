"""Addresses of the gallery; included by the development settings' hosts only."""

from django.urls import path

from museminder.web.gallery import calendar, views

app_name = "gallery"
urlpatterns = [
    path("", views.index, name="index"),
    path("calendar/events/", calendar.events, name="events"),
    path("calendar/move/", calendar.move, name="move"),
]
