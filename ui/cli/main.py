"""The command ``exocite``. Nothing heavy is imported until a command runs."""

import sys

import click

from corpus.errors import ExociteError
from ui.cli.asking import ask, cite, search
from ui.cli.common import complain, shared
from ui.cli.corpus import add, index, records, remove, source, sources
from ui.cli.evaluating import evaluate
from ui.cli.fetching import fetch
from ui.cli.serving import chat, doctor


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="exocite", message="exocite %(version)s")
@shared
def cli() -> None:
    """Exocite answers questions about exosomal microRNAs and cancer drug resistance, offline.

    Every sentence of an answer carries a citation to the exact words that it rests on.
    """


for command in (chat, ask, search, cite, records, sources, source, add, fetch, remove, index, evaluate, doctor):
    cli.add_command(command)


def main() -> None:
    """Run the command line and exit: 0 answered or refused, 2 wrong use or bad input, 1 a fault."""
    sys.exit(_run())


def _run() -> int:
    from ui.logs import set_up

    set_up(verbose=False)
    try:
        cli.main(standalone_mode=False, prog_name="exocite")
    except ExociteError as error:
        complain(str(error))
        return 2
    except click.ClickException as error:
        hint = (
            f"{error.ctx.command_path} --help"
            if isinstance(error, click.UsageError) and error.ctx
            else "exocite --help"
        )
        complain(f"{error.format_message().rstrip('.')}; see '{hint}'.")
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:  # the reader of our output has left, as head does
        sys.stderr.close()
        return 0
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BaseException as error:  # a panic in a library of Rust is no Exception
        import logging

        logging.getLogger("ui").debug("The fault in full:", exc_info=True)
        complain(
            f"A fault in Exocite ({type(error).__name__}: {' '.join(str(error).split())}); run the command again with "
            "--verbose and report what it prints."
        )
        return 1
    return 0
