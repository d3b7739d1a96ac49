"""The letter about more rights names nobody and leads to the page."""

from uuid import UUID

from museminder.domain.people.formats.widening_letters import widening_letter
from museminder.foundation.tenancy.context import current_entry
from tests.schools import School

NUMBER = UUID("019a0000-0000-7000-8000-000000000000")


def test_it_leads_to_the_page_where_one_may_object(studio: School) -> None:
    letter = widening_letter(widening_id=NUMBER, entry=current_entry(), to="maria@example.com")

    assert letter.to == ["maria@example.com"]
    assert f"/conservatory/people/widenings/{NUMBER}/" in letter.body
    assert letter.subject == "Clerestory Conservatory: somebody is to get more rights in your family"
