"""The letter about more rights names nobody and leads to the page."""

from uuid import UUID

from museminder.domain.people.formats.widening_letters import former_address_letter, widening_letter
from museminder.foundation.tenancy.context import current_entry
from tests.schools import School

NUMBER = UUID("019a0000-0000-7000-8000-000000000000")


def test_it_leads_to_the_page_where_one_may_object(studio: School) -> None:
    letter = widening_letter(widening_id=NUMBER, entry=current_entry(), to="maria@example.com")

    assert letter.to == ["maria@example.com"]
    assert f"/conservatory/people/widenings/{NUMBER}/" in letter.body
    assert letter.subject == "Clerestory Conservatory: somebody is to get more rights in your family"


def test_of_a_mailbox_both_are_told_and_neither_reads_the_new_one(studio: School) -> None:
    entry = current_entry()
    other = widening_letter(widening_id=NUMBER, entry=entry, to="maria@example.com", is_of_an_address=True)
    former = former_address_letter(entry=entry, to="pablo@example.com", reply_to="office@example.com")

    assert "the e-mail address of somebody in your family is to change" in other.body
    assert (former.to, former.reply_to) == (["pablo@example.com"], ["office@example.com"])
    assert former.subject == "Clerestory Conservatory: your e-mail address is to change"
    assert "Nothing has changed yet" in former.body
