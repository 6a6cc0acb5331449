"""What every room may use: the record of a report, and the program's files, version and commands.

Any room may import it; it imports none of them.
"""
