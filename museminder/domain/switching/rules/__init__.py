"""What an imported roster may look like, and what has to be asked before it comes in. No database."""
