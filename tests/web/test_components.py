"""Components are found by their name, documented, and draw a form's field with its words."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from museminder.web.components import COMPONENTS, macro_files
from museminder.web.forms import Form

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "components.md"


class Student(Form):
    given_name = forms.CharField(label="Given name")
    born_on = forms.DateField(label="Birth date", required=False, help_text="As on the passport.")
    mark = forms.ChoiceField(choices=[("present", "Present"), ("late", "Late")], widget=forms.RadioSelect)


@pytest.fixture
def ui():
    with translation.override("en"):
        yield engines["jinja2"].env.globals["ui"]


def test_every_component_is_in_the_document():
    documented = set(re.findall(r"`([a-z]\w*)`", DOCUMENT.read_text()))
    assert sorted(set(macro_files()) - documented) == []


def test_two_components_cannot_share_a_name(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.html").write_text("{% macro badge(text) %}{{ text }}{% endmacro %}")
    with pytest.raises(ValueError, match=r"component badge is in web/components/one.html and in two.html"):
        macro_files(tmp_path)


def test_unknown_component_says_where_to_look(ui):
    with pytest.raises(AttributeError, match=r"there is no component bage; see docs/how-to/components.md"):
        _ = ui.bage


def test_there_is_one_file_for_each_kind_of_component():
    assert len(list(COMPONENTS.glob("*.html"))) == 29


def test_field_ties_its_reason_hint_and_error_to_its_control(ui):
    form = Student({"born_on": "soon"})
    text = ui.field(form["born_on"], reason="Places the student in a class by age.")
    assert 'aria-describedby="id_born_on_reason id_born_on_hint id_born_on_error"' in text
    assert 'aria-invalid="true"' in text
    assert '<p class="field-hint" id="id_born_on_hint">As on the passport.</p>' in text
    assert re.search(r'id="id_born_on_error">.*<span>Enter a valid date.</span>', text)
    assert '<small class="optional">optional</small>' in text


def test_field_without_words_is_tied_to_nothing(ui):
    assert "aria-describedby" not in ui.field(Student()["given_name"])


def test_words_are_escaped_wherever_they_come_from(ui):
    hostile = "<img src=x onerror=alert(1)>"
    drawn = [
        ui.badge(hostile),
        ui.button(hostile),
        ui.banner(hostile, hostile),
        ui.person(hostile),
        ui.toast(hostile),
        ui.row_head(hostile, "/", under=hostile),
        ui.field(Student({"given_name": hostile})["given_name"], reason=hostile, hint=hostile, label=hostile),
    ]
    assert [text for text in drawn if "<img" in text] == []


def test_radios_are_one_group_with_one_name(ui):
    text = ui.attendance_choice(Student({"mark": "late"})["mark"], "Attendance of Ama")
    assert text.count('type="radio"') == 2
    assert '<legend class="hidden-visually">Attendance of Ama</legend>' in text
    assert re.search(r'value="late"[^>]*checked', text)


def test_money_shows_a_true_minus_sign(ui):
    assert ui.money(-29830, sign="in", currency="USD") == (
        '<span class="money money-in">\N{MINUS SIGN}$298.30</span>'
    )


def test_large_amount_is_read_out_whole(ui):
    assert '<span class="hidden-visually">$1,284.50</span>' in ui.money_large(128450, currency="USD")


def test_a_heading_without_links_is_not_shown(ui):
    today = {"label": "Today", "icon": "sun", "href": "/", "count": 0, "current": True}
    groups = [{"label": "", "items": [today]}, {"label": "Money", "items": []}]
    drawn = [
        str(ui.side_links([*groups, {"label": "People", "items": items}])).count("side-group")
        for items in ([], [today])
    ]
    assert drawn == [0, 1]
