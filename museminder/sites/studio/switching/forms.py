"""What is asked when somebody moves in from another system."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.switching.formats.dates import DateOrder
from museminder.domain.switching.formats.tables import MAX_BYTES, MAX_CELL_CHARACTERS
from museminder.web.forms import Form, refuse_card_number, refuse_unreadable
from museminder.web.uploads import MOST_BYTES

LONG_CELL = 80  # characters, from which on a cell has several lines

DATE_ORDER_NAMES = {
    DateOrder.MONTH_DAY_YEAR: "month/day/year",
    DateOrder.DAY_MONTH_YEAR: "day/month/year",
    DateOrder.YEAR_MONTH_DAY: "year-month-day",
}


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


class RowForm(Form):
    """One row of a file, cell by cell: the fields are named cell-0, cell-1 …; a cell not sent stays as it is."""

    def __init__(self, data: Any, *, headings: Sequence[str], cells: Sequence[str]) -> None:
        names = [f"cell-{column}" for column in range(len(cells))]
        super().__init__(data, auto_id="%s", initial=dict(zip(names, cells, strict=True)))
        for name, heading, text in zip(names, headings, cells, strict=True):
            rows = forms.Textarea(attrs={"rows": 4}) if "\n" in text or len(text) > LONG_CELL else None
            field = forms.CharField(
                label=heading, required=False, strip=False, max_length=MAX_CELL_CHARACTERS, widget=rows
            )
            field.validators.append(refuse_card_number)
            field.validators.append(_readable_lines if rows else refuse_unreadable)
            self.fields[name] = field

    def texts(self) -> list[str]:
        """What each cell is to say, in their order; line breaks as files have them."""
        return [
            str(self.cleaned_data[name] if name in self.data else self.initial[name]).replace("\r\n", "\n")
            for name in self.fields
        ]


def _readable_lines(text: str) -> None:
    refuse_unreadable(text, lines_allowed=True)


def seen_by(request: Any) -> int | None:
    """The version of the import that somebody looked at when they sent a form; None if the form does not say."""
    return seen_by_text(request.POST.get("version", ""))


def seen_by_text(text: str) -> int | None:
    """A version as a form sent it; None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
