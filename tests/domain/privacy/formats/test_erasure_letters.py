"""Each letter says something else, names the way to the page, and no child."""

from __future__ import annotations

from museminder.domain.privacy.formats.erasure_letters import WRITTEN_OF, erasure_letter


def test_every_letter_has_words_of_its_own() -> None:
    letters = [erasure_letter(state=state, studio="50% off", link="https://x/") for state in WRITTEN_OF]

    assert len({each.subject for each in letters}) == len({each.body for each in letters}) == 4
    assert all(each.subject.startswith("50% off: ") for each in letters)
    assert all("https://x/" in each.body and "%(" not in each.body for each in letters)
