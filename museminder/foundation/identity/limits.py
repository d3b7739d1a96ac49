"""Rate limits and used-up codes, counted in PostgreSQL so that every process counts together.

Allauth counts through Django's cache interface; this is that interface over one small table. Keys are stored
as hashes (they hold internet addresses and accounts), values as JSON. Nothing else here uses a cache.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connections

from museminder.primitives.clock import now

_SET = """
insert into identity_limit (key_hash, value, expires_at) values (%s, %s::jsonb, %s)
on conflict (key_hash) do update set value = excluded.value, expires_at = excluded.expires_at
returning key_hash
"""
# One statement, so that of two at once exactly one is told it was first.
_ADD = """
insert into identity_limit (key_hash, value, expires_at) values (%s, %s::jsonb, %s)
on conflict (key_hash) do update set value = excluded.value, expires_at = excluded.expires_at
where identity_limit.expires_at <= %s
returning key_hash
"""
_GET = """
select value::text from identity_limit where key_hash = %s and (expires_at is null or expires_at > %s)
"""
_TOUCH = """
update identity_limit set expires_at = %s where key_hash = %s and expires_at > %s returning key_hash
"""
_DELETE = "delete from identity_limit where key_hash = %s returning key_hash"
_CLEAR = "with gone as (delete from identity_limit returning 1) select count(*) from gone"


class LimitStore(BaseCache):
    """Django's cache interface over the table ``identity_limit``."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        row = self._run(_ADD, [self._hash(key, version), json.dumps(value), self._end(timeout), now()])
        return row is not None

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        row = self._run(_GET, [self._hash(key, version), now()])
        return default if row is None else json.loads(row[0])

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._run(_SET, [self._hash(key, version), json.dumps(value), self._end(timeout)])

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._run(_TOUCH, [self._end(timeout), self._hash(key, version), now()]) is not None

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._run(_DELETE, [self._hash(key, version)]) is not None

    def clear(self) -> None:
        self._run(_CLEAR, [])

    def _hash(self, key: str, version: int | None) -> str:
        return sha256(self.make_and_validate_key(key, version).encode()).hexdigest()

    def _end(self, timeout: Any) -> datetime | None:
        end = self.get_backend_timeout(timeout)
        return None if end is None else datetime.fromtimestamp(end, UTC)

    def _run(self, statement: str, parameters: list[Any]) -> Any:
        with connections["default"].cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchone()


def forget_expired_limits(*, at: datetime) -> int:
    """Remove counters whose time was over a day ago; returns how many."""
    with connections["default"].cursor() as cursor:
        cursor.execute("delete from identity_limit where expires_at < %s", [at - timedelta(days=1)])
        return int(cursor.rowcount)
