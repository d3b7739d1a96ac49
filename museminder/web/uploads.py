"""Uploads stay in memory: a file may hold card numbers and children's names, and is masked before it is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

MOST_BYTES: int = settings.FILE_UPLOAD_MAX_MEMORY_SIZE


class InMemoryOnly(MemoryFileUploadHandler):
    """Takes files into memory, up to the limit for all of a request; what is more is read past and never kept.

    Django's own chain would write a large request to a temporary file.
    """

    def new_file(self, *arguments: Any, **options: Any) -> None:
        """Begin a file; of a request that is too large none is begun."""
        if not self.activated:
            raise StopUpload(connection_reset=False)
        super().new_file(*arguments, **options)


def is_too_large(request: Any) -> bool:
    """Whether the files of a request were left aside because together they are too large."""
    length = request.META.get("CONTENT_LENGTH") or ""
    return request.method == "POST" and length.isdecimal() and int(length) > MOST_BYTES
