"""How fast MuseMinder is, beside something plainer that does the same: `bin/bench`."""
