"""What anyone may read, and the letters that anyone may write: a database of its own, which knows no studio."""
