"""The only place that knows SQLAlchemy: tables, search, journal, care of the files."""
