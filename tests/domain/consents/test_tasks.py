"""A partner is told to stop once, however often the job runs."""

from museminder.domain.consents.actions.consents import ask_partner, withdraw_consent
from museminder.foundation.tenancy.jobs import enqueue
from tests.schools import NOON
from tests.sites.member.billing.paying import work
from tests.sites.member.consents.conftest import Asking, asking  # noqa: F401


def test_a_partner_is_told_to_stop_once(asking: Asking):  # noqa: F811
    maria = asking.guardian
    with asking.school.inside(maria):
        asked = ask_partner(student_id=asking.theodore.pk, partner="harbor", by=maria.actor, at=NOON)
    work()
    with asking.school.inside(maria):
        withdraw_consent(consent_id=asked.consent_id, by=maria.actor, at=NOON)
    work()
    with asking.school.inside(maria):
        enqueue("consents.tell_partner_to_stop", consent_id=str(asked.consent_id))
    work()
    known = asking.partner.known()

    assert [call["path"] for call in known["calls"]] == [f"/applications/{asked.pk}", "/withdrawals"]
