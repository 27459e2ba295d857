"""Pictures of what the records hold, drawn by Matplotlib into the page."""
