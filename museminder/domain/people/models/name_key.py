"""How a name is found again: without accents, capitals and punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db import models

from museminder.primitives.text import fold

_APOSTROPHES = re.compile("['`\u2019\u02bc\u00b4]")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """What a name looks like when case, accents and punctuation do not matter.

    "José O'Neill-Müller" gives "jose oneill muller": words of letters and digits with one space between them.
    """
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", fold(name))).strip()


class NameKeyField(models.CharField):
    """The key of the names in other fields, made anew whenever the row is written, also in bulk."""

    def __init__(self, *, of: Sequence[str] = (), **options: Any) -> None:
        self.of = list(of)
        options.setdefault("max_length", 250)
        options["editable"] = False
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        del options["editable"]
        return name, path, args, options | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001  Django's own signature
        key = name_key(" ".join(getattr(model_instance, field) for field in self.of))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key
