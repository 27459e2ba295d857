"""Connections to the store, transactions, and plain words for what can go wrong."""

import errno
import logging
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local

from corpus.errors import ExociteError
from index.store.schema import APPLICATION, SCHEMA, UPGRADES, VERSION

log = logging.getLogger(__name__)

FILE = "exocite.sqlite3"
_BUSY_SECONDS = 30
_FULL_BYTES = 4_000_000


class Store:
    """The SQLite file of a data folder; one connection a thread."""

    def __init__(self, data: Path) -> None:
        """Open the store, making it when it is not there.

        Raises ExociteError when the folder or the file can't be used.
        """
        self.data = data
        self.path = data / FILE
        self._local = local()
        with explained(data):
            data.mkdir(parents=True, exist_ok=True)
            self._prepare(self.connection)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
            found.row_factory = sqlite3.Row
            found.execute("PRAGMA foreign_keys = ON")
            found.execute("PRAGMA synchronous = NORMAL")
            self._local.connection = found
        return found

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """A transaction that is kept whole or not at all."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """A transaction that sees one state of the store, whatever is written meanwhile."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Generator[sqlite3.Connection]:
        connection = self.connection
        connection.execute(begin)
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _prepare(self, connection: sqlite3.Connection) -> None:
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if (application, version) == (APPLICATION, VERSION):
            return
        if application not in (0, APPLICATION) or (application and version not in UPGRADES):
            raise ExociteError(
                f"{self.path} was not made by this release of Exocite; choose another folder with --data, or remove it."
            )
        connection.execute("PRAGMA journal_mode = WAL")
        with self.writing():
            # read again: another process may have been first
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            scripts = [UPGRADES[number] for number in range(version, VERSION)] if application else [SCHEMA]
            for statement in (statement for script in scripts for statement in _statements(script)):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def explained(data: Path) -> Generator[None]:
    """Turn the errors of a disk, a folder or a damaged store into one sentence."""
    try:
        yield
    except ExociteError:
        raise
    except Exception as error:
        sentence = _explanation(error, data)
        if sentence is None:
            raise
        log.debug("Explained as: %s", sentence, exc_info=True)
        raise ExociteError(sentence) from error


def _explanation(error: Exception, data: Path) -> str | None:
    words = str(error).lower()
    if "disk is full" in words or "no space left" in words or (not isinstance(error, OSError) and _is_full(data)):
        return (
            f"The disk that holds {data} is full; free some space and run 'exocite index': "
            "what was stored before is still there."
        )
    denied = isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
    if denied or "readonly database" in words or "unable to open database" in words:
        return f"The data folder {data} can't be written; check its permissions, or choose another with --data."
    if isinstance(error, OSError) and not isinstance(error, sqlite3.Error):
        return f"The data folder {data} can't be used ({error.strerror or error}); choose another with --data."
    if isinstance(error, sqlite3.OperationalError) and "locked" in words:
        return f"Another process holds the store in {data}; try again when it has finished."
    if isinstance(error, sqlite3.DatabaseError) and ("malformed" in words or "not a database" in words):
        return f"{data / FILE} is damaged; restore it from a copy, or remove it and run 'exocite index'."
    return None


def _is_full(data: Path) -> bool:
    try:
        return shutil.disk_usage(data).free < _FULL_BYTES
    except OSError:
        return False
