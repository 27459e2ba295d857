"""The store: one SQLite file that is the truth. Import ``Store`` from ``index.store.store``."""
