"""The calendar in other programs' words."""
