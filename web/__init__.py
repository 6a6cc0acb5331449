"""The published site: Datasette over `lscb.db` with our templates, style and plugins."""
