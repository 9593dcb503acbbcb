"""Questions to other hosts: pauses, patience, and answers that are believed in nothing but their text."""
