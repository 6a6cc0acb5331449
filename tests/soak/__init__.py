"""The site under load for minutes, and what it answered: `make soak`. No test depends on it."""
