"""From a filled form to the files that grant it."""
