"""What may be put on the calendar, and why not."""
