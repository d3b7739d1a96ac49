"""How long things hold, and what may be asked."""
