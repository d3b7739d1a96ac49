"""The form that takes a photograph."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from museminder.web.photograph_forms import MOST_MEGABYTES, PhotographForm


def form_of(data: bytes | None, **options: bool) -> PhotographForm:
    files = {} if data is None else {"photograph": SimpleUploadedFile("x.jpg", data)}
    return PhotographForm({}, files, **options)


def test_it_hands_on_what_is_in_the_file() -> None:
    form = form_of(b"picture")

    assert form.is_valid()
    assert form.cleaned_data["photograph"] == b"picture"


def test_nothing_sent_and_too_much_are_said_beside_the_field() -> None:
    said = [
        form_of(None).errors["photograph"],
        form_of(None, was_cut_off=True).errors["photograph"],
        form_of(bytes(MOST_MEGABYTES * 1024 * 1024 + 1)).errors["photograph"],
    ]

    too_large = ["The file is larger than 10 MB. Please send a smaller picture."]
    assert said == [["Please fill this in."], too_large, too_large]
