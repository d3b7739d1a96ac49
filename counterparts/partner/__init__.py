"""A partner for demonstrations and tests: insures an instrument, knows only what a family agreed to tell it."""
