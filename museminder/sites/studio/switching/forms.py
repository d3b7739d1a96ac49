"""What is asked when somebody moves in from another system."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.switching.formats.tables import MAX_BYTES
from museminder.web.forms import Form
from museminder.web.uploads import MOST_BYTES


class SeveralFiles(forms.ClearableFileInput):
    """A field for files that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; an empty choice is said beside the field."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file as Django checks a single one."""
        files = data if isinstance(data, list | tuple) else [data]
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(file, initial) for file in files if file or len(files) == 1]


class UploadForm(Form):
    """The files of another system. ``was_cut_off``: together they were too large to be taken in at all."""

    def __init__(self, *arguments: Any, was_cut_off: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if was_cut_off:
            self.fields["lists"].error_messages["required"] = _(
                "Together the files are larger than %(limit)s MB. Please split them, or send one at a time."
            ) % {"limit": MOST_BYTES // 1_000_000}

    lists = FilesField(
        label=_("Files"),
        help_text=_("CSV or Excel. Choose all files of the other system together."),
        widget=SeveralFiles(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_lists(self) -> list[Any]:
        """The files, none of them larger than can be read; asked before anything of them is read."""
        files: list[Any] = self.cleaned_data["lists"]
        if any(file.size > MAX_BYTES for file in files):
            raise forms.ValidationError(
                _("A file is larger than %(limit)s MB. Please split it.") % {"limit": MAX_BYTES // 1_000_000}
            )
        return files


def seen_by(request: Any) -> int | None:
    """The version of the import that somebody looked at when they sent a form; None if the form does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
