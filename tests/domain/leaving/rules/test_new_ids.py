"""Whatever names a record follows it, wherever the name stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from museminder.domain.leaving.rules.new_ids import NewIds
from museminder.primitives.ids import uuid7

OLD = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
NOBODY = "01890a5d-ac96-774b-bcce-b302099a8058"


def given() -> tuple[NewIds, str]:
    ids = NewIds()
    ids.give([OLD])
    return ids, ids.pairs()[str(OLD)]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "See\n{} and {}.",
        "https://pay.example/c/{}#fragment",
        "charge_{}_2",
        "{},{}",
    ],
)
def test_id_in_a_text_is_replaced(text: str) -> None:
    ids, new = given()

    assert ids.put_into(text.replace("{}", str(OLD))) == text.replace("{}", new)
    assert ids.put_into(text.replace("{}", OLD.hex)) == text.replace("{}", new.replace("-", ""))
    assert ids.put_into(text.replace("{}", str(OLD).upper())) == text.replace("{}", new.upper())


@pytest.mark.parametrize("text", [NOBODY, f"x{OLD}", f"{OLD}0", OLD.hex * 2, f"{OLD}"[:-1], "", "Ada"])
def test_what_is_no_record_s_id_stays(text: str) -> None:
    ids, _ = given()

    assert ids.put_into(text) == text


def test_ids_are_found_however_deep_they_lie() -> None:
    ids, new = given()
    value: Any = {str(OLD): [1, None, True, {"of": [str(OLD)]}, 0.5], "b": NOBODY}

    assert ids.put_into(value) == {new: [1, None, True, {"of": [new]}, 0.5], "b": NOBODY}


def test_new_ids_have_the_order_of_the_old() -> None:
    ids, olds = NewIds(), [uuid7() for _ in range(200)]
    ids.give(olds)
    new = [ids.pairs()[str(old)] for old in olds]

    assert (new, len(set(new))) == (sorted(new), 200)
