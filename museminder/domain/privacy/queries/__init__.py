"""Which policy holds, and what became of the promise."""
