"""Where the sites are."""

from django.test import override_settings

from museminder.foundation.identity.addresses import invitation_address, origin_of


@override_settings(IDENTITY_PUBLIC_PORT=8443)
def test_port_is_named_unless_it_is_the_usual_one():
    assert origin_of("member") == "https://member.localhost:8443"
    with override_settings(IDENTITY_PUBLIC_PORT=443):
        assert origin_of("studio") == "https://studio.localhost"


@override_settings(IDENTITY_PUBLIC_PORT=443)
def test_staff_join_on_the_studio_site_and_families_on_theirs():
    assert [invitation_address("7.x", for_staff=staff) for staff in (True, False)] == [
        "https://studio.localhost/accounts/invitations/7.x/",
        "https://member.localhost/accounts/invitations/7.x/",
    ]
