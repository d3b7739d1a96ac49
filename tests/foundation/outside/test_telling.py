"""What can be told, why and on what ground are closed lists."""

from uuid import UUID

import pytest

from museminder.foundation.outside.telling import Basis, Reason, about, subjects

ANA = UUID(int=41)


def test_whom_it_is_about_holds_inside_the_block_alone() -> None:
    with about(ANA, None):
        inside = subjects()

    assert (inside, subjects()) == ((ANA,), ())


@pytest.mark.parametrize("word", ["marketing", "sale", ""])
def test_selling_is_no_reason_and_no_ground(word: str) -> None:
    for closed in (Reason, Basis):
        with pytest.raises(ValueError, match="is not a valid"):
            closed(word)
