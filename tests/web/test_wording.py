"""What a page says is looked up once, and its values are escaped."""

from django.utils import translation
from markupsafe import Markup

from museminder.web.wording import gettext, ngettext


def test_values_are_escaped_and_the_message_is_not():
    assert gettext("Find <b>%(what)s</b> & more", what="<i>") == Markup("Find <b>&lt;i&gt;</b> & more")


def test_a_message_without_values_is_a_format_all_the_same():
    assert (gettext("100%% done"), gettext("%(count)s chosen", count=3)) == ("100% done", "3 chosen")


def test_each_reader_is_answered_in_their_own_language():
    said = []
    for language in ("en", "es", "en"):
        with translation.override(language):
            said.append(gettext("Families"))
    assert said == ["Families", "Familias", "Families"]


def test_a_count_decides_the_form():
    assert [ngettext("%(num)s family", "%(num)s families", count) for count in (1, 2)] == [
        "1 family",
        "2 families",
    ]
