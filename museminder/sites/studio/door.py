"""Who gets into the studio site: members, who showed a second factor where one is asked."""

from museminder.foundation.identity.door import second_step
from museminder.sites.studio.navigation import navigation
from museminder.web.pages import Door

page = Door("studio", second_step=second_step, navigation=navigation)
