"""What each role may do."""

from museminder.foundation.identity.permissions import (
    OPERATOR_PERMISSIONS,
    ROLE_PERMISSIONS,
    Permission,
    Role,
    SupportRole,
    is_staff,
    permissions_of,
)

MONEY = {
    permission
    for permission in Permission
    if permission.startswith(
        ("BILLING_", "CHARGE_", "CREDIT_", "INVOICE_", "RECEIPT_", "REFUND_", "WRITE_OFF_")
    )
} | {Permission.MONTH_POST, Permission.TUITION_PLAN_EDIT, Permission.GATEWAY_EDIT}
MEMBER_SITE = {permission for permission in Permission if permission.startswith("MY_")}


def test_every_role_has_permissions():
    assert set(ROLE_PERMISSIONS) == set(Role) | set(SupportRole)
    assert [role for role, allowed in ROLE_PERMISSIONS.items() if not allowed] == []


def test_owner_may_do_everything_on_the_studio_site_and_nothing_on_the_member_site():
    assert ROLE_PERMISSIONS[Role.OWNER] == set(Permission) - MEMBER_SITE - OPERATOR_PERMISSIONS


def test_each_office_role_may_do_less_than_the_one_above():
    owner, manager, office = (ROLE_PERMISSIONS[role] for role in (Role.OWNER, Role.MANAGER, Role.OFFICE))
    assert office < manager < owner


def test_instructor_sees_no_money_and_no_contact_data():
    instructor = ROLE_PERMISSIONS[Role.INSTRUCTOR]
    assert instructor & MONEY == set()
    hidden = {
        Permission.CONTACT_SEE,
        Permission.FAMILY_SEE,
        Permission.ADDRESS_REVEAL,
        Permission.BIRTH_DATE_REVEAL,
    }
    assert instructor & hidden == set()


def test_instructor_has_roster_and_calendar():
    wanted = {Permission.ROSTER_SEE, Permission.CALENDAR_SEE, Permission.ATTENDANCE_TAKE}
    assert wanted - ROLE_PERMISSIONS[Role.INSTRUCTOR] == set()


def test_student_never_sees_money():
    student = ROLE_PERMISSIONS[Role.STUDENT]
    assert student & {Permission.MY_BILLING_SEE, Permission.MY_BILLING_PAY} == set()
    assert student < ROLE_PERMISSIONS[Role.GUARDIAN]


def test_families_may_nothing_on_the_studio_site():
    assert ROLE_PERMISSIONS[Role.GUARDIAN] - MEMBER_SITE == set()


def test_several_roles_add_up():
    both = permissions_of(["instructor", "guardian"])
    assert both == ROLE_PERMISSIONS[Role.INSTRUCTOR] | ROLE_PERMISSIONS[Role.GUARDIAN]


def test_support_looks_and_changes_nothing():
    looks = permissions_of(["support"])
    assert [each for each in looks if not each.endswith(("_SEE", "_USE"))] == []
    more = permissions_of(["support", "support_reveal"]) - looks
    assert [each for each in more if not each.endswith("_REVEAL")] == []


def test_no_role_of_a_studio_operates():
    assert [role for role, allowed in ROLE_PERMISSIONS.items() if allowed & OPERATOR_PERMISSIONS] == []


def test_unknown_role_allows_nothing():
    assert permissions_of(["worker", "root", ""]) == frozenset()


def test_staff_are_those_who_work_there():
    assert [role.value for role in Role if is_staff([role])] == ["owner", "manager", "office", "instructor"]
