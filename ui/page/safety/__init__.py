"""What stands between the page and a network: who may ask, from where, how often, and what a browser may load."""
