"""What a template writes out is escaped, whichever way it is written."""

import pytest
from markupsafe import Markup, escape

from museminder.web.escaping import PageEnvironment, written


class Drawn:
    """Something that says itself how it stands in a page."""

    def __html__(self) -> str:
        return "<b>drawn</b>"


class Named(str):
    """A text of another class, such as a choice."""


@pytest.mark.parametrize(
    "value", ["", "plain", "<a href='x'>\"&", Named("<i>"), Markup("<b>"), Drawn(), 7, True, None, 1.5]
)
def test_it_is_what_markupsafe_writes(value):
    assert written(value) == str(escape(value))


@pytest.mark.parametrize(
    "template",
    [
        "{{ value }}",
        "{% set held %}{{ value }}{% endset %}{{ held }}",
        "{% macro told(what) %}{{ what }}{% endmacro %}{{ told(value) }}",
        "{% for each in [value] %}{{ each }}{% endfor %}",
        "{{ '' ~ value }}",
    ],
)
def test_a_template_escapes_it_once(template):
    env = PageEnvironment(autoescape=True)  # as the pages have it
    assert env.from_string(template).render(value="<b>&") == "&lt;b&gt;&amp;"


def test_what_is_safe_stays_as_it_is():
    env = PageEnvironment(autoescape=True)
    assert env.from_string("{{ value }}{{ '<' | safe }}").render(value=Markup("<b>")) == "<b><"
