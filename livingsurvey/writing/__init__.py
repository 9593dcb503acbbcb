"""Text out: entries and bibliography in house form, comments kept."""
