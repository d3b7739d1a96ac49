"""Who gets into the member site: members, who showed a second factor where one is asked."""

from museminder.foundation.identity.door import second_step
from museminder.sites.member.navigation import navigation
from museminder.web.pages import Door

page = Door("member", second_step=second_step, navigation=navigation)
