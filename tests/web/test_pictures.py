"""A picture that nobody may keep."""

from museminder.web.pictures import picture_answer


def test_it_is_a_picture_and_nothing_else_for_this_page_load_alone() -> None:
    answer = picture_answer(b"RIFF")

    assert (answer.content, answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        b"RIFF",
        "image/webp",
        "no-store",
    )
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
