"""Who words an answer: the evidence itself, or a language model whose every sentence is checked."""
