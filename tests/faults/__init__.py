"""What becomes of the products when a stage is killed, finds no room or may not write: `python -m tests.faults`."""
