"""What git knows of the data: revisions, commits, and what changed in each month."""
