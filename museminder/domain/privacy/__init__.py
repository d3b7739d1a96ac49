"""What MuseMinder promises about personal information: its words, their versions, and how each was last proven."""
