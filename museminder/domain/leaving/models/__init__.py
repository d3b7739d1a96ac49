"""Exports that were asked for."""

from museminder.domain.leaving.models.export import Export
from museminder.domain.leaving.models.export_part import ExportPart

__all__ = ["Export", "ExportPart"]
