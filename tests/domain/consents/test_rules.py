"""Who may agree, and to whom."""

from datetime import date

import pytest

from museminder.domain.consents.rules import check_may_consent, check_partner
from museminder.domain.people.models import Guardianship
from museminder.foundation.identity.rules import Refused
from tests.domain.consents.family import Home


def test_a_partner_holds_until_its_agreement_ends():
    party, ends_on = check_partner("harbor", on=date(2027, 12, 31))

    assert (party.key, ends_on) == ("harbor", date(2028, 1, 1))
    with pytest.raises(Refused):
        check_partner("harbor", on=date(2028, 1, 1))


def test_the_right_to_decide_is_the_guardians_own(home: Home):
    with home.school.inside(home.guardian):
        right = check_may_consent(student_id=home.student.pk, account_id=home.guardian.account_id)
        assert right.guardian == home.guardian_row
        for account in (None, home.school.owner.account_id):
            with pytest.raises(Refused):
                check_may_consent(student_id=home.student.pk, account_id=account)
    with home.school.inside(home.school.owner):
        Guardianship.objects.update(may_consent=False)
    with home.school.inside(home.guardian), pytest.raises(Refused):
        check_may_consent(student_id=home.student.pk, account_id=home.guardian.account_id)
