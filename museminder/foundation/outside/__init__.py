"""Everything that leaves the house: who may be spoken to, the one client that speaks, what was counted."""
