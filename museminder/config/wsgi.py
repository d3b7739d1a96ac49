"""What the web server calls."""

from django.core.wsgi import get_wsgi_application

from museminder.cli.chosen import choose_settings

choose_settings()
application = get_wsgi_application()

# Models are known only from here on. A database in which studios could see each other is not served, nor an older copy
# of it or of the vault that brought back whom was erased. Who serves the public site alone reaches neither.
from django.conf import settings  # noqa: E402

from museminder.domain.privacy.queries.brought_back import refuse_if_brought_back  # noqa: E402
from museminder.foundation.tenancy.sweep import refuse_unless_clean  # noqa: E402
from museminder.foundation.vault.destroying import refuse_unless_replayed  # noqa: E402

for _site in [site for site in settings.SERVED_SITES or ("studio",) if site in settings.DATABASES][:1]:
    refuse_unless_clean(_site)
    refuse_unless_replayed()
    refuse_if_brought_back(_site)
