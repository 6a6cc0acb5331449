"""What this stage raises when it cannot go on; the command line prints it and exits 1."""


class DatabaseError(Exception):
    """An input that does not hold together, or a database that is not there: the message says what to do."""


class CheckFailedError(DatabaseError):
    """At least one check returned rows; the message names each check and its rows."""
