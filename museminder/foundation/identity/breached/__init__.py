"""The list of known passwords that is shipped, and how it is made."""
