"""Pictures, as a telephone would send them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image


def make_picture(kind: str = "JPEG", size: tuple[int, int] = (800, 500), **options: Any) -> bytes:
    """A file with a picture in it; ``options`` are those of the format."""
    kept = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(kept, kind, **options)
    return kept.getvalue()
