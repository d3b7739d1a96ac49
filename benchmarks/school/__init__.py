"""The schools that are measured: invented people, real tables."""
