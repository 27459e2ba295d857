"""What is shown: JSON for programs, text for terminals, HTML for the page."""
