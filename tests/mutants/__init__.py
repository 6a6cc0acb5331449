"""Real reports, damaged and changed on purpose: `python -m tests.mutants FOLDER` says what extraction makes of them."""
