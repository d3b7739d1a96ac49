"""Three clusters in one home: folders, passwords and sizes of their own."""

from __future__ import annotations

from pathlib import Path

from museminder.foundation.embedded.clusters import PUBLIC, STUDIOS, VAULT
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import (
    PUBLIC_ROLES,
    VAULT_ROLES,
    hand_out,
    handed_out,
    public_passwords,
    role_passwords,
    vault_passwords,
)


def test_the_clusters_of_a_home_share_no_folder_and_no_password(tmp_path: Path) -> None:
    places = [Embedded(tmp_path, cluster).place for cluster in (STUDIOS, VAULT, PUBLIC)]
    studios, vault, public = role_passwords(tmp_path), vault_passwords(tmp_path), public_passwords(tmp_path)

    assert len({place.cluster for place in places}) == 3
    assert len({place.socket_directory for place in places}) == 3
    assert len(studios | vault | public) == len(studios) + len(vault) + len(public)
    assert (tuple(vault), tuple(public)) == (VAULT_ROLES, PUBLIC_ROLES)
    for name in ("vault-passwords.json", "public-passwords.json"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_the_public_site_is_given_one_password_which_is_nobody_else_s(tmp_path: Path) -> None:
    hand_out(tmp_path, ["commercial"])
    hand_out(tmp_path, ["studio", "commercial"])

    assert handed_out(tmp_path, ["commercial"]) == {
        "public_commercial": public_passwords(tmp_path)["public_commercial"]
    }
    assert sorted(handed_out(tmp_path, ["studio", "commercial"])) == [
        "accounts",
        "public_commercial",
        "studio",
    ]


def test_settings_name_the_sockets_and_the_vault_asks_for_little_memory() -> None:
    studios, vault = STUDIOS.settings(Path("/run/it's")), VAULT.settings(Path("/run/vault"))

    assert "unix_socket_directories = '/run/it''s'\n" in studios
    assert ("shared_buffers = 256MB\n" in studios, "shared_buffers = 16MB\n" in vault) == (True, True)
    assert [text.count("listen_addresses = ''\n") for text in (studios, vault)] == [1, 1]
