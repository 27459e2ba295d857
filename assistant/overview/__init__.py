"""What the records hold taken together: counted, not drawn."""
