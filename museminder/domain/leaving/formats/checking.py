"""Looking over an export before anything of it is stored: every file is there, whole, and nothing else is."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from museminder.domain.leaving.formats.manifest import MANIFEST, Manifest, WrittenFile, read_manifest
from museminder.domain.leaving.formats.reading import MOST_OF_A_MANIFEST, Source, damaged
from museminder.foundation.identity.rules import Refused

_PIECE = 2**20


def looked_over(source: Source) -> Manifest:
    """The manifest of an export whose files are all there and all as they were written. Raises ``Refused``."""
    if MANIFEST not in source.names:
        raise Refused(_("This is no export of MuseMinder: there is no manifest.json in it."))
    with still_whole(MANIFEST), source.open(MANIFEST) as file:
        data = file.read(MOST_OF_A_MANIFEST)
    manifest = read_manifest(data)
    wanted = manifest.files.keys() | {MANIFEST}
    if source.names - wanted:
        strange = min(source.names - wanted)
        raise Refused(_("%(name)s does not belong to an export.") % {"name": strange[:80]})
    if wanted - source.names:
        raise Refused(_("%(name)s is missing from the export.") % {"name": min(wanted - source.names)})
    for written in manifest.files.values():
        with still_whole(written.name):
            _check(source, written)
    return manifest


def _check(source: Source, written: WrittenFile) -> None:
    hashed, left = hashlib.sha256(), written.size
    with source.open(written.name) as file:
        while left >= 0 and (piece := file.read(min(_PIECE, left + 1))):
            hashed.update(piece)
            left -= len(piece)
    if left != 0 or hashed.hexdigest() != written.sha256:
        raise Refused(damaged(written.name))


@contextmanager
def still_whole(name: str) -> Iterator[None]:
    """A file that breaks off or does not unpack is named."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, NotImplementedError) as error:
        raise Refused(damaged(name)) from error
