"""The environment every page is written in."""

from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import translation
from django.utils.html import json_script
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from museminder.web.addresses import address_of
from museminder.web.components import Components
from museminder.web.field_words import described_by, widget_attributes
from museminder.web.filters import FILTERS

SPRITE = "icons.svg"
# What every page may ask for, also where nobody is signed in and no studio is open.
NOBODY: dict[str, Any] = {
    "request": None,
    "studio": None,
    "member": None,
    "navigation": (),
    "messages": (),
    "csrf_input": "",
    "csrf_token": "",
}


def environment(**options: Any) -> Environment:
    """Jinja2 as MuseMinder uses it: everything escaped, an unknown name is an error, components as `ui`."""
    options |= {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n"]
    env = Environment(**options)
    env.globals.update(NOBODY)
    env.globals.update(url=address_of, static=static, icon=icon, ui=Components(env))
    env.globals.update(language=translation.get_language, text_direction=text_direction)
    env.globals.update(picture=icon)  # for macros, whose own argument is called icon
    env.globals.update(described_by=described_by, widget_attributes=widget_attributes)
    env.filters.update(FILTERS)
    env.filters["json_script"] = json_script
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    return env


def icon(name: str, size: str = "") -> Markup:
    """A picture from the one sprite, by its Lucide name; decoration only, so always beside words."""
    kind = f"icon icon-{size}" if size else "icon"
    return Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        kind, static(SPRITE), name
    )


def text_direction() -> str:
    """Which way the reader's language runs, for the `dir` of the page: "ltr" or "rtl"."""
    return "rtl" if translation.get_language_bidi() else "ltr"


def static(name: str) -> str:
    """The address of a built file (`museminder.css`), with its hash in it so that browsers may keep it for ever."""
    return str(staticfiles_storage.url(name))
