"""Fetching papers: the one part of Exocite that uses the internet, and only when it is asked to."""
