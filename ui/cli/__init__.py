"""The command line. ``main`` in ``ui.cli.main`` is what the command ``exocite`` runs."""
