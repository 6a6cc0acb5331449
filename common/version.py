"""The version of the program, in its only place: the package, the commands and the tests read it here."""

__version__ = "0.1.0"
