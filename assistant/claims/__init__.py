"""Claims: what a sentence states, what evidence says of it, and the verdict that follows."""
