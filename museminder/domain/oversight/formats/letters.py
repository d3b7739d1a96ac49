"""Letters about what was done at MuseMinder itself: with a link, and without a word about whom."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from museminder.domain.oversight.models import DemandNotice, SupportGrant
from museminder.foundation.outside.letters import page_address, plain_letter
from museminder.foundation.tenancy.context import Entry


def demand_letter(notice: DemandNotice, entry: Entry, address: str) -> EmailMessage:
    """That a court demanded something and it was answered; to a family, or to the owners."""
    of_a_family = notice.family_id is not None
    page = _address("member" if of_a_family else "studio", entry, "privacy/demands/")
    with translation.override(entry.locale):
        words = {"studio": entry.name, "issuer": notice.issuer, "reference": notice.reference, "link": page}
        subject = _("%(studio)s: a legal demand was answered") % words
        lines = [
            _("MuseMinder was ordered to hand over information about your family, and did so.")
            if of_a_family
            else _("MuseMinder was ordered to hand over information of your school, and did so."),
            _("Who ordered it: %(issuer)s. Its number: %(reference)s.") % words,
            _("What was handed over, and what you can do: %(link)s") % words,
        ]
    return plain_letter(subject, lines, to=address)


def glass_letter(grant: SupportGrant, entry: Entry, address: str) -> EmailMessage:
    """That two of MuseMinder let one of them look, in an emergency, and how to end it."""
    words = {
        "studio": entry.name,
        "name": grant.staff_name,
        "other": grant.approved_by,
        "reason": grant.reason,
        "link": _address("studio", entry, f"support/{grant.pk}/"),
    }
    with translation.override(entry.locale):
        subject = _("%(studio)s: MuseMinder looks into your school, in an emergency") % words
        lines = [
            _("%(name)s of MuseMinder can look into your school for an hour. %(other)s agreed to it.")
            % words,
            _("Why: %(reason)s") % words,
            _("Nothing can be changed, and nothing that is sealed can be opened.")
            + " "
            + _("See what is looked at, and end it with one click: %(link)s") % words,
        ]
    return plain_letter(subject, lines, to=address)


def _address(site: str, entry: Entry, page: str) -> str:
    return page_address(site, f"{entry.slug}/{page}")
