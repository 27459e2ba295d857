"""The one error that is shown to people as it stands."""


class ExociteError(Exception):
    """Wrong use, bad input or a condition of the machine, said in one sentence.

    The message names what is wrong, where, and what to do. The command line prints it without a
    traceback and exits with status 2.
    """
