"""Photographs: a new picture is made of what was sent, and nothing else of the file is kept."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000  # what the cameras of 2026 make
LONGEST_SIDE = 640
CONTENT_TYPE = "image/webp"
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82


class Unreadable(Exception):
    """The file is no photograph we can take; the text is a sentence for whoever sent it."""


@dataclass(frozen=True, slots=True, repr=False)
class Photograph:
    """A picture as it is kept: WebP, upright, its longest side at most 640 pixels, without any of the file's words."""

    data: bytes
    width: int
    height: int


def read_photograph(data: bytes) -> Photograph:
    """Make a picture of a file that was sent (JPEG, PNG or WebP by its contents, whatever its name).

    Place, time, camera, owner and thumbnails that the file carries are left behind. Raises ``Unreadable``.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 10 MB. Please send a smaller picture."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as sent:
                return _made_of(sent)
    except UnidentifiedImageError as problem:
        raise Unreadable(_("This is no photograph: please send a JPEG, PNG or WebP file.")) from problem
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as problem:
        raise Unreadable(_("The picture is damaged or far too large. Please take another one.")) from problem


def _made_of(sent: Image.Image) -> Photograph:
    if sent.width * sent.height > MOST_PIXELS:  # known before any of it is unpacked
        raise Image.DecompressionBombError
    sent.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(sent).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)  # the pixels, and none of what came with them
    kept = io.BytesIO()
    clean.save(kept, "WEBP", quality=_QUALITY)
    return Photograph(kept.getvalue(), *clean.size)
