"""What is asked when somebody moves in from another system."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.web.forms import Form


class SeveralFiles(forms.ClearableFileInput):
    """A field for files that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; an empty choice is said beside the field."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file as Django checks a single one."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files if file or len(files) == 1]


class UploadForm(Form):
    """The files of another system."""

    lists = FilesField(
        label=_("Files"),
        help_text=_("CSV or Excel. Choose all files of the other system together."),
        widget=SeveralFiles(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
