"""The texts we wrote: the first is the policy of 2016, letter for letter."""

from __future__ import annotations

import hashlib

import pytest

from museminder.domain.privacy.formats.policy_files import written_policy

# Of the file that the policy of 2016 was given to us as.
VERBATIM = "fd3c8ccf17a9ae857f1c335ba2b7ac849a9e727683249931ffbcac6f712fd72f"


def test_the_first_version_is_the_text_of_2016_letter_for_letter() -> None:
    first = written_policy(1)
    whole = f"{first.title}\n\n{first.text.plain}"

    assert hashlib.sha256(whole.encode()).hexdigest() == VERBATIM
    assert len(first.text.sentences) == 37


def test_the_second_version_speaks_to_children_too() -> None:
    second = written_policy(2)

    assert (second.number, second.material_for_children) == (2, True)
    assert (len(second.text.sentences), len(second.for_children.sentences)) == (48, 9)


def test_a_child_of_ten_can_read_it() -> None:
    sentences = [sentence.text for sentence in written_policy(2).for_children.sentences]

    assert max(len(text.split()) for text in sentences) <= 25
    assert sum(len(text.split()) for text in sentences) / len(sentences) <= 16


def test_a_version_nobody_wrote_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        written_policy(99)
