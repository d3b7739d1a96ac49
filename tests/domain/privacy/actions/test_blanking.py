"""Which tables of a closed school are blanked: all that hold words, but for evidence; an open school stays whole."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connections

from museminder.domain.privacy.actions.blanking import GOES, STAYS, clear_words
from museminder.foundation.tenancy.access import Access
from tests.schools import School


def test_a_job_may_empty_every_table_with_words_but_those_that_stay_as_evidence(school: School) -> None:
    may = {
        model._meta.label
        for model, _names in clear_words()
        for each in model._meta.constraints
        if isinstance(each, Access)
        and each.role == "worker"
        and {"update", "delete"} & set(each.to.split(", "))
    }
    words = {model._meta.label for model, _names in clear_words()}
    with connections["owner"].cursor() as cursor:
        cursor.execute("set local role worker")
        with pytest.raises(DatabaseError, match="closed for good"):  # nor by the database, while it is open
            cursor.execute("select sec.blank_history()")

    assert words - may <= set(STAYS)
    assert set(STAYS) | set(GOES) <= words
    assert set(STAYS) & set(GOES) == set()
