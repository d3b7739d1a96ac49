"""Who gets into the member site."""

from museminder.sites.member.navigation import navigation
from museminder.web.pages import Door

page = Door("member", navigation=navigation)
