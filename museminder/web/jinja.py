"""The environment every page is written in."""

from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import translation
from django.utils.html import json_script
from django.utils.translation import gettext as _
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from museminder.web import wording
from museminder.web.addresses import address_of, addresses_of
from museminder.web.components import Components
from museminder.web.escaping import PageEnvironment
from museminder.web.field_words import described_by, widget_attributes
from museminder.web.filters import FILTERS
from museminder.web.reading import reader

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
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n"]
    env = PageEnvironment(**(options | {"autoescape": True}))
    env.globals.update(NOBODY)
    env.globals.update(url=address_of, urls=addresses_of, static=static, icon=icon, ui=Components(env))
    env.globals.update(language=translation.get_language, text_direction=text_direction)
    env.globals.update(picture=icon)  # for macros, whose own argument is called icon
    env.globals.update(described_by=described_by, widget_attributes=widget_attributes)
    env.filters.update(FILTERS)
    env.filters["json_script"] = json_script
    env.globals.update(new_key=uuid4, calendar_words=calendar_words)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    # The two that pages use all the time, without the detours of Jinja's own.
    env.globals.update({"_": wording.gettext, "gettext": wording.gettext, "ngettext": wording.ngettext})
    return env


@lru_cache(maxsize=1024)
def icon(name: str, size: str = "") -> Markup:
    """A picture from the one sprite, by its Lucide name; decoration only, so always beside words."""
    kind = f"icon icon-{size}" if size else "icon"
    return Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        kind, static(SPRITE), name
    )


def calendar_words() -> dict[str, Any]:
    """What the calendar's script says, in the reader's language; it has no words of its own."""
    return {
        "sprite": static(SPRITE),
        "firstDay": (reader().first_week_day + 1) % 7,
        "nothing": _("Nothing on these days."),
        "more": _("%(count)s more"),
        "move": _("Move %(what)s"),
        "moveTitle": _("Move %(what)s?"),
        "copyTitle": _("Copy %(what)s?"),
        "looking": _("Looking for clashes…"),
        "offline": _("There is no connection. Nothing was saved."),
        "states": {
            "clash": _("Clash"),
            "trial": _("Trial"),
            "substitute": _("Substitute"),
            "full": _("Full"),
            "canceled": _("Canceled"),
        },
    }


def text_direction() -> str:
    """Which way the reader's language runs, for the `dir` of the page: "ltr" or "rtl"."""
    return "rtl" if translation.get_language_bidi() else "ltr"


@lru_cache(maxsize=256)  # the manifest is read once, when the process starts
def static(name: str) -> str:
    """The address of a built file (`museminder.css`), its hash in its name so that browsers may keep it."""
    return str(staticfiles_storage.url(name))
