"""What every room may use: where the program's files are, its version, and how its commands are started."""
