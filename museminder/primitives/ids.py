"""Record ids: UUID version 7 (RFC 9562), so that rows made together lie together on disk and sort by age."""

import os
import threading
import time
import uuid

_COUNTER_BITS, _RANDOM_BITS = 42, 32


class _Sequence:
    """The last time and counter handed out by this process.

    The 42 bits after the milliseconds count (RFC 9562, 6.2, method 1), starting anywhere in the lower half of
    their range, so ids of one millisecond keep their order and the 32 random bits still cannot be guessed.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = 0
        self._counter = 0
        os.register_at_fork(after_in_child=self._forget)

    def next(self) -> tuple[int, int]:
        """Hands out a pair (millisecond, counter) greater than all before."""
        now = time.time_ns() // 1_000_000
        with self._lock:
            if now > self._millisecond:  # a clock set back must not make an id older than the last
                self._millisecond, self._counter = now, _random_bits(_COUNTER_BITS - 1)
            else:
                self._counter += 1
            if self._counter >> _COUNTER_BITS:
                self._millisecond, self._counter = self._millisecond + 1, 0
            return self._millisecond, self._counter

    def _forget(self) -> None:
        """A forked worker starts its own count; its parent may have held the lock."""
        self._lock = threading.Lock()
        self._millisecond = self._counter = 0


_sequence = _Sequence()


def uuid7() -> uuid.UUID:
    """Makes the id of a new record: unique, and greater than every id this process made before."""
    millisecond, counter = _sequence.next()
    high, low = divmod(counter, 1 << 30)
    return uuid.UUID(
        int=(millisecond << 80)
        | (7 << 76)  # version
        | (high << 64)  # upper 12 bits of the counter
        | (2 << 62)  # variant
        | (low << _RANDOM_BITS)  # lower 30 bits of the counter
        | _random_bits(_RANDOM_BITS)
    )


def _random_bits(count: int) -> int:
    return int.from_bytes(os.urandom(8), "big") >> (64 - count)
