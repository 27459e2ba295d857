"""PDF files: words with their places, lines in reading order, paragraphs. Import ``read_pdf`` from its module."""
