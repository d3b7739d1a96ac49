"""What people see: components, styles, scripts and the few functions that render a page; knows no area."""
