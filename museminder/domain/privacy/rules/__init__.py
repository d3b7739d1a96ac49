"""What may be posted, and what two texts have in common."""
