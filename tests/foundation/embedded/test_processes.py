"""What runs is asked of the system, never believed from a file."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.processes import answers, end_left_behind, processes_of, server_of


def test_running_server_is_found_with_its_children(embedded: Embedded) -> None:
    pid = embedded.start().pid
    data = embedded.place.data

    assert server_of(data, embedded.socket_directory) == pid
    assert pid in processes_of(data)
    assert len(processes_of(data)) > 3


def test_left_behind_processes_are_ended(embedded: Embedded) -> None:
    embedded.start()

    assert end_left_behind(embedded.place.data, within=10) is True
    assert processes_of(embedded.place.data) == []


def test_socket_without_a_postgresql_behind_it_does_not_answer(tmp_path: Path) -> None:
    assert answers(tmp_path) is False
    with socket.socket(socket.AF_UNIX) as impostor:
        impostor.bind(str(tmp_path / ".s.PGSQL.5432"))
        impostor.listen()
        hanging_up = threading.Thread(target=hang_up, args=(impostor,))
        hanging_up.start()
        assert answers(tmp_path) is False
        hanging_up.join()


def test_unreadable_pid_file_names_no_server(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text("not a number\n")

    assert server_of(tmp_path, tmp_path) is None


def hang_up(impostor: socket.socket) -> None:
    impostor.accept()[0].close()
