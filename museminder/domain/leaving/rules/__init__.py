"""What goes along and what stays; which ids stand where."""
