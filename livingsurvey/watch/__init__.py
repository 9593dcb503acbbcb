"""What is new at arXiv: works that may belong here, and news of those that are here already."""
