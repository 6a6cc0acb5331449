"""From the extracted records and the listing to a checked DuckDB file, and on to the published SQLite."""
