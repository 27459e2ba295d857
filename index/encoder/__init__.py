"""The encoder: texts to unit vectors. Import ``Encoder`` from ``index.encoder.encoder``."""
