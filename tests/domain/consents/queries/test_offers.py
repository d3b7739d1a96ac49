"""What would be told is exactly what the consent names."""

from museminder.domain.consents.actions.consents import ask_partner
from museminder.domain.consents.queries.offers import told_by_key, values_of, values_told
from museminder.foundation.outside.telling import Told
from tests.domain.consents.family import NOON, Home


def test_values_are_those_of_the_child_and_the_guardian_who_asks(home: Home):
    kinds = [Told.CHILD_NAME, Told.INSTRUMENT, Told.GUARDIAN_EMAIL]
    shown = values_of(home.student, home.guardian_row, kinds)

    assert [(each.told, each.value) for each in shown] == list(
        zip(kinds, ["Theodore Delacroix", "Cello", "maria@example.com"], strict=True)
    )


def test_what_is_told_is_read_anew_and_no_more_than_agreed(home: Home):
    with home.school.inside(home.guardian):
        consent = ask_partner(
            student_id=home.student.pk, partner="harbor", by=home.guardian.actor, at=NOON
        ).consent
        consent.told = ["child_name", "consent_number"]

        assert values_told(consent) == {
            Told.CHILD_NAME: "Theodore Delacroix",
            Told.CONSENT_NUMBER: str(consent.pk),
        }


def test_every_kind_has_a_key_of_its_own():
    assert told_by_key([told.key for told in Told]) == list(Told)
