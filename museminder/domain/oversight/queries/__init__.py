"""What is overdue, who may be let in, what was looked at."""
