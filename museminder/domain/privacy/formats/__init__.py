"""Policy texts as files."""
