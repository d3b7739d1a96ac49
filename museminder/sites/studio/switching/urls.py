"""Addresses of moving in from another system."""

from django.urls import include, path

from museminder.sites.studio.switching import imports, mappings, questions, rows

app_name = "switching"

_imports = [
    path("", imports.index, name="index"),
    path("create/", imports.create, name="create"),
    path("<uuid:import_batch_id>/", imports.show, name="show"),
    path("<uuid:import_batch_id>/mapping/", mappings.edit, name="mapping"),
    path("<uuid:import_batch_id>/rows/", rows.index, name="rows"),
    path("rows/<uuid:import_row_id>/", rows.edit, name="row"),
    path("<uuid:import_batch_id>/questions/", questions.edit, name="questions"),
    path("<uuid:import_batch_id>/commit/", imports.commit, name="commit"),
    path("<uuid:import_batch_id>/undo/", imports.undo, name="undo"),
]
urlpatterns = [path("imports/", include((_imports, "imports")))]
