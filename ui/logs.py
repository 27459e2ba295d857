"""Logging: our own messages on standard error, those of libraries only when asked for."""

import logging
import os

PACKAGES = ("corpus", "index", "assistant", "ui")


def set_up(verbose: bool) -> None:
    """Show warnings of Exocite, or with ``verbose`` everything that it and its libraries log."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s" if verbose else "%(message)s")
    logging.getLogger().setLevel(logging.DEBUG if verbose else logging.ERROR)
    for name in PACKAGES:
        logging.getLogger(name).setLevel(logging.DEBUG if verbose else logging.WARNING)
    if not verbose:
        os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")


def bar(label: str, total: int, unit: str = "passage") -> "_Bar":
    """A progress bar with rate and time left, on standard error."""
    return _Bar(label, total, unit)


class _Bar:
    def __init__(self, label: str, total: int, unit: str) -> None:
        from tqdm import tqdm

        self._bar = tqdm(total=total, desc=label, unit=unit, dynamic_ncols=True)

    def __enter__(self):  # noqa: ANN204
        return self._bar.update

    def __exit__(self, *raised: object) -> None:
        self._bar.close()
