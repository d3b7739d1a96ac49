"""`python -m museminder.web.messages`: gathers every marked sentence of pages and code into the translators' files.

A sentence that changed comes back untranslated, never with a guessed translation.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

MUSEMINDER = Path(__file__).resolve().parents[1]
LOCALE = MUSEMINDER / "web" / "locale"
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_TEMPLATE = "jinja2.ext:babel_extract"
_TEMPLATES = ("**.html", "**.html.j2", "**.txt")  # pages, those of signing in, letters
_METHODS = [*((pattern, _TEMPLATE) for pattern in _TEMPLATES), ("**.py", "python")]
_OPTIONS = {
    pattern: {
        "extensions": "jinja2.ext.i18n",
        "newstyle_gettext": "true",
        "trimmed": "true",
        "silent": "false",
    }
    for pattern in _TEMPLATES
}


def gathered(folders: Iterable[Path] = (MUSEMINDER,)) -> Catalog:
    """Every marked sentence in these folders, with the files it stands in."""
    catalog = Catalog(project="MuseMinder", charset="utf-8")
    for folder in folders:
        found = extract_from_dir(
            folder, _METHODS, _OPTIONS, keywords=_KEYWORDS, comment_tags=("Translators:",)
        )
        for file, _line, message, comments, context in found:
            place = (folder / file).relative_to(MUSEMINDER).as_posix()
            if not place.startswith("web/gallery"):  # the gallery is for those who build, in English
                catalog.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalog


def translations(language: str) -> Catalog:
    """What has been translated into this language: "es"."""
    with _file(language).open("rb") as text:
        return read_po(text, locale=language)


def update(language: str) -> int:
    """Brings the translators' file up to date; answers how many sentences wait for their translation."""
    known = translations(language) if _file(language).exists() else Catalog(locale=language)
    known.update(gathered(), no_fuzzy_matching=True)
    known.obsolete.clear()
    _file(language).parent.mkdir(parents=True, exist_ok=True)
    with _file(language).open("wb") as text:
        write_po(text, known, width=110, include_lineno=False, sort_output=True, omit_header=True)
    return sum(not _translated(message.string) for message in known if message.id)


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


if __name__ == "__main__":
    for code in sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir()):
        sys.stdout.write(f"{code}: {update(code)} waiting\n")
