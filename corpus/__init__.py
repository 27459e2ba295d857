"""What Exocite knows: sources, passages, curated records, and the readers that bring them in."""
