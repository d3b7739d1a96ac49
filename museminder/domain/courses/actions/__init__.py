"""What changes courses and the calendar."""
