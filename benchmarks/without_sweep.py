"""MuseMinder's own application on the open database, which the sweep at start-up rightly refuses to serve."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "museminder.config.settings.development")
application = get_wsgi_application()
