"""Names of things: what papers call microRNAs, drugs, cancers, genes, cells and mechanisms. See ``names.names``."""
