"""Who gets into the studio site."""

from museminder.sites.studio.navigation import navigation
from museminder.web.pages import Door

page = Door("studio", navigation=navigation)
