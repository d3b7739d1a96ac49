#!/usr/bin/env python
"""Django's own commands; `bin/museminder` has ours."""

import sys

from museminder.cli.chosen import choose_settings

if __name__ == "__main__":
    choose_settings()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
