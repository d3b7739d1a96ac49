"""Two clusters in one home: folders, passwords and sizes of their own."""

from __future__ import annotations

from pathlib import Path

from museminder.foundation.embedded.clusters import STUDIOS, VAULT
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import VAULT_ROLES, role_passwords, vault_passwords


def test_the_two_clusters_of_a_home_share_no_folder_and_no_password(tmp_path: Path) -> None:
    studios, vault = Embedded(tmp_path).place, Embedded(tmp_path, VAULT).place

    assert studios.cluster != vault.cluster
    assert studios.socket_directory != vault.socket_directory
    assert set(role_passwords(tmp_path)) & set(vault_passwords(tmp_path)) == set()
    assert tuple(vault_passwords(tmp_path)) == VAULT_ROLES
    assert (tmp_path / "vault-passwords.json").stat().st_mode & 0o777 == 0o600


def test_settings_name_the_sockets_and_the_vault_asks_for_little_memory() -> None:
    studios, vault = STUDIOS.settings(Path("/run/it's")), VAULT.settings(Path("/run/vault"))

    assert "unix_socket_directories = '/run/it''s'\n" in studios
    assert ("shared_buffers = 256MB\n" in studios, "shared_buffers = 16MB\n" in vault) == (True, True)
    assert [text.count("listen_addresses = ''\n") for text in (studios, vault)] == [1, 1]
