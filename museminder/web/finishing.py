"""The last step of the built files: sentences compiled, every file named by its hash and compressed."""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

LOCALE = Path(__file__).resolve().parent / "locale"


def compile_messages() -> None:
    """Writes the `.mo` beside each `.po`: Django reads only those."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as text:
            catalog = read_po(text, locale=source.parts[-3])
        fresh = source.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as compiled:
            write_mo(compiled, catalog)
        fresh.replace(source.with_suffix(".mo"))


def hash_names(folder: Path) -> None:
    """Gives every file its hashed name and its compressed twin, with the manifest that `static()` reads."""
    if not settings.configured:
        settings.configure(STATIC_URL="/static/")
    storage = CompressedManifestStaticFilesStorage(location=str(folder), base_url="/static/")
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    for name, _, outcome in storage.post_process({name: (storage, name) for name in files}):
        if isinstance(outcome, Exception):
            raise RuntimeError(f"{name} could not be given its hashed name") from outcome


if __name__ == "__main__":
    compile_messages()
    hash_names(Path(sys.argv[1]))
