"""Each letter says something else, names the way to the page, and no child."""

from __future__ import annotations

from datetime import date

from museminder.domain.privacy.formats.erasure_letters import WRITTEN_OF, erased_again_letter, erasure_letter


def test_every_letter_has_words_of_its_own() -> None:
    letters = [erasure_letter(state=state, studio="50% off", link="https://x/") for state in WRITTEN_OF]

    assert len({each.subject for each in letters}) == len({each.body for each in letters}) == 4
    assert all(each.subject.startswith("50% off: ") for each in letters)
    assert all("https://x/" in each.body and "%(" not in each.body for each in letters)


def test_of_what_a_copy_brought_back_a_guardian_reads_that_it_is_gone_again() -> None:
    letter = erased_again_letter(studio="50% off", day=date(2027, 1, 31))

    assert letter.subject == "50% off: a child was erased again"
    assert "No backup can be read from 2027-01-31 on" in letter.body
