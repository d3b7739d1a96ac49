"""What identity adds to the database's own functions."""

from pathlib import Path


def read(name: str) -> str:
    """The text of one file beside this one, as migrations run it."""
    return (Path(__file__).parent / name).read_text()


def as_ctx(name: str) -> str:
    """The same, run as the role that owns the context functions."""
    return f"SET ROLE ctx; {read(name)} RESET ROLE"
