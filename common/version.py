"""The version of the program: the one place where it stands. The package, the commands and the tests read it here."""

__version__ = "0.1.0"
