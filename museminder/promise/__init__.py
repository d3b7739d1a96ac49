"""Shows that what MuseMinder promises holds. Looks at everything; nothing looks at it."""
