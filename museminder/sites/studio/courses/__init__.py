"""Pages of courses and of what they need: programs, rooms, seasons, closures."""
