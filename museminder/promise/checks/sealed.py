"""What must be sealed is sealed in the database itself: its bytes are read as anybody with a copy would read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from museminder.foundation.vault.fields import SealedField
from museminder.promise.attempting import taken_back
from museminder.promise.checking import Found, World, check

SHORTEST = 33  # key id, nonce and tag of AES-GCM, before the first byte of what is sealed
AT_ONCE = 2_000
CANARY = "Planted: born 2015-03-04, 12 Canary Lane, allergic to everything but music"


def is_readable(data: bytes) -> bool:
    """Whether bytes could be read without a key: too short for a sealed value, or plain text."""
    if len(data) < SHORTEST:
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@check(
    "sealed.ciphertext-only", "Reads the raw bytes of every sealed column and looks for anything readable."
)
def ciphertext_only(world: World) -> Found:
    """Values of sealed columns that are not sealed; one is planted, read, and taken back."""
    wrong: list[str] = []
    examined, noticed = 0, False
    columns = sorted(_sealed_columns())
    for table, column in columns:
        with taken_back("owner") as cursor:
            for key, data in _values(cursor, table, column):
                examined += 1
                if is_readable(data):
                    wrong.append(f"{table}.{column} of row {key} can be read")
            if examined and not noticed:
                noticed = _canary_is_found(cursor, table, column)
    figure = f"{examined:,} sealed values in {len(columns)} columns read, {len(wrong):,} readable"
    return Found(examined, wrong, noticed, figure)


def _sealed_columns() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedField):
                yield model._meta.db_table, field.column


def _values(cursor: Any, table: str, column: str) -> Iterator[tuple[str, bytes]]:
    cursor.execute(f"select id::text, {column} from {table} where {column} is not null")  # noqa: S608  our names
    while rows := cursor.fetchmany(AT_ONCE):
        for key, data in rows:
            yield key, bytes(data)


def _canary_is_found(cursor: Any, table: str, column: str) -> bool:
    cursor.execute(
        f"update {table} set {column} = convert_to(%s, 'UTF8')"  # noqa: S608  our names
        f" where (studio_id, id) = (select studio_id, id from {table} where {column} is not null limit 1)",
        [CANARY],
    )
    return any(is_readable(data) for _key, data in _values(cursor, table, column))
