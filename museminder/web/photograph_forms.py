"""The form that takes a photograph."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.web.forms import Form

MOST_MEGABYTES = 10


class PhotographField(forms.FileField):
    """A file taken into memory and handed on as bytes; whether it is a picture is judged by who makes one of it."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> bytes:
        """The file's contents. Raises ``ValidationError`` for one that is empty or too large."""
        file = super().clean(data, initial)
        if file.size > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Please send a smaller picture."), code="too_large"
            )
        contents: bytes = file.read()
        return contents


class PhotographForm(Form):
    """One picture. ``was_cut_off``: it was too large to be taken in at all."""

    photograph = PhotographField(
        label=_("Photograph"),
        help_text=_("JPEG, PNG or WebP. Where and when it was taken is removed before it is kept."),
    )

    def __init__(self, *arguments: Any, was_cut_off: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if was_cut_off:
            self.fields["photograph"].error_messages["required"] = _(
                "The file is larger than 10 MB. Please send a smaller picture."
            )
