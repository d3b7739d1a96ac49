"""Every sentence of the common pages is marked for translation and is there in Spanish."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from museminder.web import messages

WEB = messages.MUSEMINDER / "web"
LAYOUTS = sorted((messages.MUSEMINDER / "sites").glob("*/templates/*/page.html"))
OURS = ("web/", *(path.relative_to(messages.MUSEMINDER).as_posix() for path in LAYOUTS))
TEMPLATES = [path for path in WEB.rglob("*.html") if "gallery" not in path.as_posix()] + LAYOUTS
NAMES = {"MuseMinder"}
# A layout says its class in the block `site`: no word for a reader.
_CODE = re.compile(r"{% block site %}.*?{% endblock %}|{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
_SPOKEN = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"{]*[A-Za-z]{2}[^"{]*)"')


def _sentences_of_ours():
    return [
        message
        for message in messages.gathered()
        if message.id and any(place.startswith(OURS) for place, _ in message.locations)
    ]


def test_every_sentence_of_ours_is_there_in_spanish():
    known = messages.translations("es")
    missing = []
    for message in _sentences_of_ours():
        found = known.get(message.id, message.context)
        strings = found.string if found else ""
        if not (all(strings) if isinstance(strings, tuple | list) else strings) or found.fuzzy:
            missing.append(message.id)
    assert missing == []


def test_spanish_keeps_the_names_in_a_sentence():
    known = messages.translations("es")
    slots = re.compile(r"%\((\w+)\)")
    wrong = []
    for message in known:
        originals = tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)
        strings = tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)
        if strings[-1] and set(slots.findall(strings[-1])) != set(slots.findall(originals[-1])):
            wrong.append(message.id)
    assert wrong == []


def test_there_are_sentences_to_look_at():
    assert len(_sentences_of_ours()) > 90


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(messages.MUSEMINDER).as_posix())
def test_no_word_of_a_template_is_unmarked(path: Path):
    text = _CODE.sub(" ", path.read_text())
    spoken = _SPOKEN.findall(text)
    words = [word for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", text)) if word not in NAMES]
    assert spoken + words == []


def test_compiled_sentences_are_what_django_reads():
    with translation.override("es"):
        assert gettext("Skip to content") == "Ir al contenido"
        assert ngettext("One thing needs another look", "%(num)s things need another look", 2) == (
            "Hay %(num)s cosas que revisar"
        )
