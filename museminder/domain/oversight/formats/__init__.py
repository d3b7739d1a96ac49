"""What oversight writes for others to read."""
