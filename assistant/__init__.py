"""How Exocite answers: a question in, statements with checked citations out."""
