"""How the small model that words answers is tuned: pairs from the corpus, a LoRA adapter, its export, its measure."""
