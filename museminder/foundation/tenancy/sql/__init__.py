"""SQL that migrations run; kept as files so that an editor can read it."""

from pathlib import Path


def read(name: str) -> str:
    """The text of one file beside this module."""
    return (Path(__file__).parent / name).read_text()
