"""The bare page: one indexed query, 50 rows, one template."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from benchmarks.bare.models import Row


def rows(request: HttpRequest, number: int) -> HttpResponse:
    """One group of rows."""
    return render(request, "bare.html", {"rows": Row.objects.filter(number=number).order_by("name")[:50]})


def awake(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django hands it over)
    """That the process has started."""
    return HttpResponse("awake")


urlpatterns = [path("", awake), path("rows/<int:number>/", rows)]
