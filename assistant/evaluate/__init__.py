"""How good it is, in figures: one metric to a file, and one file for each thing that is measured."""
