"""What stays: every address ever published, frozen editions, and the links between pages."""
