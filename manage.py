#!/usr/bin/env python
"""Django's own commands; `bin/museminder` has ours."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "museminder.config.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
