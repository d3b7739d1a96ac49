"""What somebody may do, and which roles bundle it.

A page names one permission and the door checks it. A permission says *what*, never *whose*: that an
instructor sees their own roster and a guardian their own children is the database's rule, not this table's.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What an account is in a studio; somebody may be several things, such as instructor and guardian."""

    OWNER = "owner"
    MANAGER = "manager"
    OFFICE = "office"
    INSTRUCTOR = "instructor"
    GUARDIAN = "guardian"
    STUDENT = "student"


STAFF_ROLES = frozenset({Role.OWNER, Role.MANAGER, Role.OFFICE, Role.INSTRUCTOR})
OFFICE_ROLES = frozenset({Role.OWNER, Role.MANAGER, Role.OFFICE})
MEMBER_ROLES = frozenset({Role.GUARDIAN, Role.STUDENT})


class SupportRole(StrEnum):
    """What MuseMinder's own support is in a studio that lets it in for now; no membership ever holds these."""

    LOOKS = "support"
    REVEALS = "support_reveal"


class Permission(StrEnum):
    """One thing that can be allowed. Pages name them; they are stored nowhere."""

    # The studio site
    TODAY_SEE = "TODAY_SEE"
    SEARCH_USE = "SEARCH_USE"
    # people
    FAMILY_SEE = "FAMILY_SEE"
    FAMILY_EDIT = "FAMILY_EDIT"
    FAMILY_MERGE = "FAMILY_MERGE"
    GUARDIAN_EDIT = "GUARDIAN_EDIT"
    GUARDIAN_INVITE = "GUARDIAN_INVITE"
    STUDENT_SEE = "STUDENT_SEE"
    STUDENT_EDIT = "STUDENT_EDIT"
    CONTACT_SEE = "CONTACT_SEE"
    CUSTODY_EDIT = "CUSTODY_EDIT"
    # courses and calendar
    COURSE_SEE = "COURSE_SEE"
    COURSE_EDIT = "COURSE_EDIT"
    SEASON_EDIT = "SEASON_EDIT"
    ROOM_EDIT = "ROOM_EDIT"
    CLOSURE_EDIT = "CLOSURE_EDIT"
    CALENDAR_SEE = "CALENDAR_SEE"
    CALENDAR_EDIT = "CALENDAR_EDIT"
    CALENDAR_FEED = "CALENDAR_FEED"
    CLASH_ALLOW = "CLASH_ALLOW"
    ROSTER_SEE = "ROSTER_SEE"
    ATTENDANCE_TAKE = "ATTENDANCE_TAKE"
    # enrollment
    ENROLLMENT_SEE = "ENROLLMENT_SEE"
    ENROLLMENT_EDIT = "ENROLLMENT_EDIT"
    ENROLLMENT_OVERRIDE = "ENROLLMENT_OVERRIDE"
    PRICE_AGREE = "PRICE_AGREE"
    # billing
    BILLING_SEE = "BILLING_SEE"
    TUITION_PLAN_EDIT = "TUITION_PLAN_EDIT"
    CHARGE_CREATE = "CHARGE_CREATE"
    CHARGE_REVERSE = "CHARGE_REVERSE"
    CREDIT_CREATE = "CREDIT_CREATE"
    MONTH_POST = "MONTH_POST"
    INVOICE_CREATE = "INVOICE_CREATE"
    INVOICE_VOID = "INVOICE_VOID"
    RECEIPT_CREATE = "RECEIPT_CREATE"
    RECEIPT_REVERSE = "RECEIPT_REVERSE"
    REFUND_CREATE = "REFUND_CREATE"
    WRITE_OFF_CREATE = "WRITE_OFF_CREATE"
    GATEWAY_EDIT = "GATEWAY_EDIT"
    REPORT_SEE = "REPORT_SEE"
    # switching, settings, staff
    IMPORT_RUN = "IMPORT_RUN"
    IMPORT_UNDO = "IMPORT_UNDO"
    EXPORT_RUN = "EXPORT_RUN"
    SETTINGS_EDIT = "SETTINGS_EDIT"
    STUDIO_CLOSE = "STUDIO_CLOSE"
    TRANSFER_DECIDE = "TRANSFER_DECIDE"
    PROMOTIONAL_CHOOSE = "PROMOTIONAL_CHOOSE"
    STAFF_SEE = "STAFF_SEE"
    STAFF_EDIT = "STAFF_EDIT"
    OWNER_EDIT = "OWNER_EDIT"
    HISTORY_SEE = "HISTORY_SEE"
    # protected facts: address, birth date, care notes, photographs
    ADDRESS_REVEAL = "ADDRESS_REVEAL"
    BIRTH_DATE_REVEAL = "BIRTH_DATE_REVEAL"
    CARE_NOTE_REVEAL = "CARE_NOTE_REVEAL"
    CARE_NOTE_EDIT = "CARE_NOTE_EDIT"
    HELD_REVEAL_DECIDE = "HELD_REVEAL_DECIDE"
    PRIVACY_REQUEST_ANSWER = "PRIVACY_REQUEST_ANSWER"
    RETENTION_SEE = "RETENTION_SEE"
    LEGAL_HOLD_EDIT = "LEGAL_HOLD_EDIT"
    BREACH_SEE = "BREACH_SEE"
    DEMAND_SEE = "DEMAND_SEE"
    PHOTOGRAPH_REVEAL = "PHOTOGRAPH_REVEAL"
    # whom of MuseMinder the studio lets in
    SUPPORT_GRANT = "SUPPORT_GRANT"
    # The member site
    MY_HOME_SEE = "MY_HOME_SEE"
    MY_SCHEDULE_SEE = "MY_SCHEDULE_SEE"
    MY_CALENDAR_FEED = "MY_CALENDAR_FEED"
    MY_FAMILY_SEE = "MY_FAMILY_SEE"
    MY_FAMILY_EDIT = "MY_FAMILY_EDIT"
    MY_FAMILY_REVEAL = "MY_FAMILY_REVEAL"
    MY_BILLING_SEE = "MY_BILLING_SEE"
    MY_BILLING_PAY = "MY_BILLING_PAY"
    MY_PRIVACY_SEE = "MY_PRIVACY_SEE"
    MY_PRIVACY_ASK = "MY_PRIVACY_ASK"
    MY_CONSENT_EDIT = "MY_CONSENT_EDIT"

    # The operator site
    OPERATOR_SEE = "OPERATOR_SEE"
    OPERATOR_RECORD = "OPERATOR_RECORD"
    OPERATOR_OFFBOARD = "OPERATOR_OFFBOARD"
    OPERATOR_PUBLISH = "OPERATOR_PUBLISH"
    OPERATOR_ANSWER = "OPERATOR_ANSWER"
    OPERATOR_DEMAND = "OPERATOR_DEMAND"
    OPERATOR_EMERGENCY = "OPERATOR_EMERGENCY"


_MEMBER = frozenset(permission for permission in Permission if permission.startswith("MY_"))
OPERATOR_PERMISSIONS = frozenset(p for p in Permission if p.startswith("OPERATOR_"))
_STAFF = frozenset(Permission) - _MEMBER - OPERATOR_PERMISSIONS

_INSTRUCTOR = frozenset(
    {
        Permission.TODAY_SEE,
        Permission.STUDENT_SEE,
        Permission.COURSE_SEE,
        Permission.CALENDAR_SEE,
        Permission.CALENDAR_FEED,
        Permission.ROSTER_SEE,
        Permission.ATTENDANCE_TAKE,
        Permission.CARE_NOTE_REVEAL,
        Permission.PHOTOGRAPH_REVEAL,
    }
)

# What a manager cannot do is what only the person who answers for the school should: close it, name its
# owners, connect its bank, take everything away in one file.
_OWNER_ONLY = frozenset(
    {
        Permission.STUDIO_CLOSE,
        Permission.TRANSFER_DECIDE,
        Permission.OWNER_EDIT,
        Permission.GATEWAY_EDIT,
        Permission.EXPORT_RUN,
        Permission.HELD_REVEAL_DECIDE,
        Permission.SUPPORT_GRANT,
    }
)

# The front desk does the day's work; what undoes money or overrides a rule goes to a manager.
_NOT_OFFICE = _OWNER_ONLY | frozenset(
    {
        Permission.CUSTODY_EDIT,
        Permission.FAMILY_MERGE,
        Permission.TUITION_PLAN_EDIT,
        Permission.CHARGE_REVERSE,
        Permission.RECEIPT_REVERSE,
        Permission.REFUND_CREATE,
        Permission.WRITE_OFF_CREATE,
        Permission.INVOICE_VOID,
        Permission.IMPORT_UNDO,
        Permission.SETTINGS_EDIT,
        Permission.PROMOTIONAL_CHOOSE,
        Permission.STAFF_EDIT,
        Permission.HISTORY_SEE,
        Permission.PRIVACY_REQUEST_ANSWER,
        Permission.RETENTION_SEE,
        Permission.LEGAL_HOLD_EDIT,
        Permission.BREACH_SEE,
        Permission.DEMAND_SEE,
    }
)

# Support looks; nothing it is shown can be changed by it, and sealed facts open only where the studio said so.
_SUPPORT = frozenset(
    {
        Permission.TODAY_SEE,
        Permission.SEARCH_USE,
        Permission.FAMILY_SEE,
        Permission.STUDENT_SEE,
        Permission.CONTACT_SEE,
        Permission.COURSE_SEE,
        Permission.CALENDAR_SEE,
        Permission.ROSTER_SEE,
        Permission.ENROLLMENT_SEE,
        Permission.BILLING_SEE,
        Permission.STAFF_SEE,
    }
)
_SUPPORT_REVEAL = frozenset(
    {Permission.ADDRESS_REVEAL, Permission.BIRTH_DATE_REVEAL, Permission.CARE_NOTE_REVEAL}
)

ROLE_PERMISSIONS: dict[Role | SupportRole, frozenset[Permission]] = {
    SupportRole.LOOKS: _SUPPORT,
    SupportRole.REVEALS: _SUPPORT_REVEAL,
    Role.OWNER: _STAFF,
    Role.MANAGER: _STAFF - _OWNER_ONLY,
    Role.OFFICE: _STAFF - _NOT_OFFICE,
    Role.INSTRUCTOR: _INSTRUCTOR,
    Role.GUARDIAN: _MEMBER,
    # A student, however old, never sees money here; an adult student who pays is also the guardian of a
    # family of one.
    Role.STUDENT: frozenset(
        {
            Permission.MY_HOME_SEE,
            Permission.MY_SCHEDULE_SEE,
            Permission.MY_CALENDAR_FEED,
            Permission.MY_PRIVACY_SEE,
            Permission.MY_PRIVACY_ASK,
        }
    ),
}


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Everything these roles allow together; a name that is no role allows nothing."""
    known = {str(role): allowed for role, allowed in ROLE_PERMISSIONS.items()}
    return frozenset().union(*(known[role] for role in roles if role in known))


def is_staff(roles: Iterable[str]) -> bool:
    """Whether one of these roles works for the studio, and so needs a second factor to enter."""
    return any(role in STAFF_ROLES for role in roles)
