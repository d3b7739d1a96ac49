"""What the row maker cannot guess: values that a check or a policy asks for.

By model; a value is what it is, or a function of the studio being filled. A model that the maker cannot fill makes the
probe fail, so nothing is left out in silence.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connections

from museminder.domain.oversight.models import OperatorStaff, Training
from museminder.primitives.ids import uuid7

if TYPE_CHECKING:
    from museminder.promise.probe.filling import Filled

Hint = Any | Callable[["Filled"], Any]
IMPORTED = "families.csv"
LONG_AFTER = datetime(2099, 1, 1, tzinfo=UTC)


def _account(studio: Filled) -> Any:
    return studio.guardian.account_id


def _pk(label: str) -> Callable[[Filled], Any]:
    return lambda studio: studio.rows[label].pk


def _trained_operator(_studio: Filled) -> Any:
    """An account that a studio may let in: somebody of ours who was taught."""
    started = datetime(2026, 1, 1, tzinfo=UTC)
    today = datetime.now(tz=UTC).date()
    staff = OperatorStaff(
        account_id=uuid7(), name="Somebody of ours", started_at=started, appointed_by="probe"
    )
    staff.save(using="owner")
    Training(
        staff=staff,
        subject=Training.Subject.PRIVACY,
        completed_on=today,
        valid_until=today + timedelta(days=90),
        certificate_sha256="0" * 64,
        recorded_by="probe",
        recorded_at=started,
    ).save(using="owner")
    return staff.account_id


def _announced_change(_studio: Filled) -> Any:
    """A change of control that is announced."""
    change_id = uuid7()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into privacy_changeofcontrol (id, taken_over_by, what_changes, effective_on, posted_by)"
            " values (%s, 'Another', 'Nothing', current_date + 40, 'probe')",
            [change_id],
        )
    return change_id


HINTS: dict[str, dict[str, Hint]] = {
    "tenancy.IdempotencyKey": {"account_id": _account},
    "audit.Change": {"by_account_id": _account},
    "people.RefusedSuggestion": {"account_id": _account},
    "identity.Invitation": {"roles": ["guardian"], "accepted_by": None, "expires_at": LONG_AFTER},
    "oversight.SupportGrant": {"account_id": _trained_operator, "hours": 24},
    "privacy.HeldReveal": {"account_id": _account, "held_at": lambda _studio: datetime.now(tz=UTC)},
    "privacy.PolicyAcceptance": {"account_id": _account, "version_number": 1},
    "privacy.ChangeLetter": {"account_id": _account, "change_id": _announced_change, "as_owner": False},
    "privacy.StudioClosing": {
        "begun_at": datetime(2026, 1, 1, tzinfo=UTC),
        "destroy_on": date(2026, 4, 2),
        "destroyed_at": datetime(2026, 4, 3, tzinfo=UTC),
        "gone_from_backups_on": date(2026, 6, 1),
        "reopened_at": None,
    },
    "privacy.PromotionalChoice": {
        "account_id": lambda studio: studio.owner.account_id,
        "membership_id": lambda studio: studio.owner.membership_id,
        "wants_promotional_mail": False,
        "says_of_age": False,
    },
    "privacy.TransferChoice": {"change_id": _announced_change, "goes_along": False},
    "privacy.PrivacyRequest": {
        "by_account_id": _account,
        "kind": "erase",
        "state": "open",
        "answered_at": None,
        "answer": "",
    },
    "privacy.FamilyExport": {
        "by_account_id": _account,
        "student_ids": [],
        "state": "ready",
        "expires_at": LONG_AFTER,
        "content": b"PK, or so",
    },
    "privacy.RetentionRun": {"ran_at": lambda _studio: datetime.now(tz=UTC), "overdue_count": 0},
    "privacy.Erasure": {
        "by_account_id": _account,
        "state": "waiting",
        "waits_for": lambda studio: [_account(studio)],
    },
    "privacy.ErasureVoice": {"account_id": _account, "agrees": True},
    "outside.Disclosure": {
        "third_party": "stripe",
        "reason": "payment",
        "basis": "contract",
        "told": ["amount"],
        "subjects": lambda studio: [studio.guardian.account_id],
        **dict.fromkeys(["consent_id", "student_id", "notice_version"]),
    },
    "consents.Consent": {
        "partner": "harbor",
        "purpose": "instrument_insurance",
        "told": ["child_name"],
        "holds_until": LONG_AFTER.date(),
        "withdrawn_at": None,
    },
    "consents.PartnerRequest": {
        "state": "ready",
        "continue_url": "https://www.harbor-insurance.example/applications/1",
    },
    "consents.StudentLoginConsent": {"method": "paper_form", "withdrawn_at": None, "renewed_at": None},
    "consents.StudentLoginRequest": {"consent": None, "problem": ""},
    "people.Guardian": {
        "account_id": _account,
        "membership_id": lambda studio: studio.guardian.membership_id,
        "is_account_principal": True,
    },
    "people.Student": {"membership": None},
    "people.Guardianship": {"sees": True, "pays": True, "account_id": _account},
    "people.Merge": {"kind": "family", "kept_id": _pk("people.Family")},
    "people.StaffMember": {
        "teaches": True,
        "account_id": lambda studio: studio.owner.account_id,
        "membership_id": lambda studio: studio.owner.membership_id,
    },
    "people.Widening": {"denial": None, "sees": True, "state": "waiting"},
    "people.CustodyDenial": {"guardian": None, "person_name": "Somebody else"},
    "courses.CalendarFeed": {
        "owner_kind": "guardian",
        "owner_id": _pk("people.Guardian"),
        "account_id": _account,
    },
    "courses.Closure": {"location": None, "until": date(2026, 5, 2)},
    "courses.Meeting": {"closure": None, "places": 8},
    "courses.Course": {"kind": "class"},
    "billing.LedgerLine": {"account": "receivable", "amount": 4200},
    "billing.Charge": {"student_id": _pk("people.Student"), "payer_id": _pk("people.Guardian")},
    "billing.Receipt": {"method": "cash", "returned_on": None, "return_reason": ""},
    "billing.Allocation": {"credit": None, "reversed_at": datetime(2026, 5, 20, tzinfo=UTC)},
    "billing.Refund": {"state": "done"},
    "billing.Dispute": {"state": "open"},
    "billing.TuitionPlan": {"kind": "monthly", "monthly_amount": 12000},
    "billing.PaymentAttempt": {"login_request": None},  # what shows who agreed is its guardian's alone
    "billing.GatewayAccount": {"provider": "stripe", "is_active": False},  # nobody is paid for real
    "enrollment.Enrollment": {"kind": "active"},
    # An import whose pages open: one file that can be read, one row of it, one question.
    "switching.ImportBatch": {
        "date_order": "mdy",
        "questions": [
            {
                "key": "season",
                "sentence": "Which season?",
                "choices": [["autumn", "Autumn"], ["spring", "Spring"]],
                "default": "autumn",
                "subjects": [["season@2", "Row 2"], ["season@3", "Row 3"]],
            }
        ],
        "report": None,
    },
    "switching.ImportFile": {
        "name": IMPORTED,
        "kind": "template_students",
        "mapping": {"student_id": "ID", "family_id": "Family", "first_name": "First", "last_name": "Last"},
        "content": b64encode(b"ID,Family,First,Last\n1,2,Ada,Lane\n").decode(),
    },
    # An export that can be fetched.
    "leaving.Export": {"state": "ready", "expires_at": LONG_AFTER},
    "leaving.ExportPart": {"content": b64encode(b"PK, or so").decode()},
    "switching.ImportRow": {
        "file_name": IMPORTED,
        "number": 2,
        "corrections": None,
        "details": {"title": "Ada", "sentences": []},
    },
}
# Rows that are only taken together: what else must go in with the first.
TOGETHER: dict[str, dict[str, Any]] = {
    "billing_ledgerline": {"account": "tuition_income", "family_account_id": None, "amount": -4200},
}
