"""How Exocite finds: the encoder, the store, the vector index, and search over them."""
