"""What is read of courses and the calendar."""
