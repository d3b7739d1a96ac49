"""Ids are unique, sort by when they were made, and cannot be guessed."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from museminder.primitives.ids import uuid7


def test_id_is_a_uuid_of_version_seven_that_holds_the_time():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    after = time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before <= made.int >> 80 <= after


def test_ids_made_in_a_row_are_in_order():
    made = [uuid7() for _ in range(5000)]
    assert all(earlier < later for earlier, later in pairwise(made))
    assert all(earlier.hex < later.hex for earlier, later in pairwise(made))


def test_ids_stay_in_order_when_the_clock_is_set_back(monkeypatch):
    first = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000_000_000_000)
    assert first < uuid7()


def test_ids_made_by_several_threads_are_unique():
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: uuid7(), range(4000)))
    assert len(set(made)) == 4000


def test_ids_end_in_bits_that_cannot_be_guessed():
    ends = {uuid7().int & 0xFFFFFFFF for _ in range(200)}
    assert len(ends) > 195


def test_forked_process_makes_ids_of_its_own():
    uuid7()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, uuid7().bytes)
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 16) != uuid7().bytes
    os.close(reading)
    os.close(writing)
