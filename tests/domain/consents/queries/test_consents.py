"""What was agreed to and what was told, as far as somebody may see."""

from museminder.domain.consents.actions.consents import ask_partner
from museminder.domain.consents.queries.consents import consents_of, disclosures_about, disclosures_under
from museminder.foundation.outside.contacts import Contact
from museminder.foundation.outside.disclosures import write_down
from museminder.foundation.outside.register import registered
from museminder.foundation.outside.telling import Telling, Told, about
from tests.domain.consents.family import NOON, Home
from tests.factories.people import make_family, make_student


def test_a_family_sees_what_was_told_about_it_and_nothing_of_another(home: Home):
    stripe = registered()["stripe"]
    with home.school.inside(home.school.owner):
        other = make_student(home.school, make_family(home.school, "Vandersteen"), "Joris")
        for what, subject in (("POST /ours", home.student), ("POST /theirs", other)):
            with about(subject.pk):
                write_down(
                    Contact("stripe", "", "api.stripe.com", what, 0, NOON), stripe, Telling((Told.AMOUNT,))
                )
    with home.school.inside(home.guardian):
        consent = ask_partner(
            student_id=home.student.pk, partner="harbor", by=home.guardian.actor, at=NOON
        ).consent
        seen = disclosures_about([home.student.pk, other.pk])

        assert [(each.name, each.disclosure.what, each.told) for each in seen] == [
            ("Stripe", "POST /ours", [Told.AMOUNT])
        ]
        assert consents_of([home.student.pk, other.pk]) == [consent]
        assert disclosures_under(consent) == []
