"""Makes the roles, the database and its signing key: the one step that needs the server's superuser.

A site is a role. No serving role owns a table, bypasses row security or may truncate; ``owner`` migrates and never
serves; ``ctx`` owns the context functions and cannot log in. A job is done as ``worker``; what it is told to do next is
the queue's, whose tables only ``queue`` reaches. What a court demands is read as ``demand``, which reads nothing else.
"""

from __future__ import annotations

import secrets

import psycopg
from psycopg import sql

SERVING_ROLES = ("accounts", "studio", "member", "operator", "worker", "queue", "demand")
# Older migrations name it. The public site has a database of its own, so here it may not even sign in.
RETIRED = "commercial"
EXTENSIONS = ("btree_gist", "citext", "pg_trgm", "unaccent")


def provision(superuser_dsn: str, database: str, passwords: dict[str, str]) -> None:
    """Make one database ready for migrations; running it again changes nothing but the passwords.

    ``superuser_dsn`` reaches any database of the server as its superuser; ``passwords`` has one entry for each
    serving role and for ``owner``.
    """
    # by way of a database that every server has: ours may not be there yet
    with psycopg.connect(superuser_dsn, dbname="postgres", autocommit=True) as server:
        _make_roles(server, passwords)
        if not server.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            server.execute(sql.SQL("create database {} owner owner").format(sql.Identifier(database)))
    with psycopg.connect(superuser_dsn, dbname=database, autocommit=True) as connection:
        _make_schema(connection, database)


def _make_roles(server: psycopg.Connection, passwords: dict[str, str]) -> None:
    existing = {row[0] for row in server.execute("select rolname from pg_roles").fetchall()}
    if "ctx" not in existing:
        server.execute("create role ctx nologin bypassrls")
    for role in ("owner", *SERVING_ROLES):
        if role not in existing:
            server.execute(sql.SQL("create role {} login noinherit").format(sql.Identifier(role)))
        server.execute(
            sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(passwords[role]))
        )
    if RETIRED not in existing:
        server.execute(sql.SQL("create role {} nologin noinherit").format(sql.Identifier(RETIRED)))
    server.execute(sql.SQL("alter role {} nologin password null").format(sql.Identifier(RETIRED)))
    server.execute("alter role owner bypassrls")
    server.execute("grant ctx to owner")


def _make_schema(connection: psycopg.Connection, database: str) -> None:
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))
    connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(database)))
    everyone = sql.SQL(", ").join(map(sql.Identifier, ("owner", "ctx", *SERVING_ROLES)))
    connection.execute(
        sql.SQL("grant connect on database {} to {}").format(sql.Identifier(database), everyone)
    )
    for kind, name in (("database", database), ("schema", "public")):
        gone = sql.SQL("revoke all on {} {} from {}")
        connection.execute(gone.format(sql.SQL(kind), sql.Identifier(name), sql.Identifier(RETIRED)))
    connection.execute("revoke all on schema public from public")
    connection.execute(sql.SQL("grant usage on schema public to {}").format(everyone))
    connection.execute("grant create on schema public to owner")
    connection.execute("create schema if not exists sec authorization ctx")
    connection.execute(sql.SQL("revoke all on schema sec from public, {}").format(sql.Identifier(RETIRED)))
    connection.execute(sql.SQL("grant usage on schema sec to {}").format(everyone))


def make_signing_key(owner_dsn: str) -> None:
    """Give the database the key that signs contexts, once, after its tables exist."""
    key = secrets.token_bytes(32).ljust(64, b"\0")
    inner, outer = bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)
    with psycopg.connect(owner_dsn) as connection:
        connection.execute("set role ctx")
        connection.execute(
            "insert into sec.signing_key values (1, %s, %s) on conflict (id) do nothing", [inner, outer]
        )
