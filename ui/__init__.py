"""How people reach Exocite: the command line, the page, and what is shown on them."""
