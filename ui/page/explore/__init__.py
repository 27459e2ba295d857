"""The tab "Explore": the records as a table and as pictures, narrowed down by facets."""
