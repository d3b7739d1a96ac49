"""Every template of the project can be read, and names only components that exist."""

import re
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import nodes

from museminder.web.assets import WEB
from museminder.web.components import macro_files

TEMPLATES = sorted(path for kind in ("*.html", "*.html.j2") for path in WEB.parent.rglob(kind))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB.parent).as_posix())
def test_template_names_only_components_that_exist(path: Path):
    tree = engines["jinja2"].env.parse(path.read_text(), filename=str(path))
    asked = {found.attr for found in tree.find_all(nodes.Getattr) if _is_ui(found)}
    assert sorted(asked - set(macro_files())) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB.parent).as_posix())
def test_template_has_no_script_or_style_of_its_own(path: Path):
    """The policy would refuse it, and it would be a hole if it did not."""
    text = path.read_text()
    inside = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", text)
    assert inside + re.findall(r"<style|\sstyle=|\son[a-z]+=\"", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB.parent).as_posix())
def test_template_fits_on_a_screen(path: Path):
    assert len(path.read_text().splitlines()) <= 150


def _is_ui(found: nodes.Getattr) -> bool:
    return isinstance(found.node, nodes.Name) and found.node.name == "ui"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB.parent).as_posix())
def test_template_gives_components_only_what_they_take(path: Path):
    env = engines["jinja2"].env
    tree = env.parse(path.read_text(), filename=str(path))
    calls = [call for call in tree.find_all(nodes.Call) if _component(call)]
    wrong = []
    for call in calls:
        name = _component(call)
        takes = getattr(env.globals["ui"], name).arguments
        unknown = [given.key for given in call.kwargs if given.key not in takes]
        wrong += [f"line {call.lineno}: {name} takes no {key}" for key in unknown]
        if len(call.args) > len(takes):
            wrong.append(f"line {call.lineno}: {name} takes {len(takes)} arguments")
    assert wrong == []


def _component(call: nodes.Call) -> str:
    """The component's name, also when it is written ui["pass"]; empty for any other call."""
    asked = call.node
    if isinstance(asked, nodes.Getattr) and _is_ui(asked):
        return asked.attr
    if isinstance(asked, nodes.Getitem) and isinstance(asked.node, nodes.Name) and asked.node.name == "ui":
        return asked.arg.as_const()
    return ""
