"""What stands between Django and the databases: the SQLite backend, and what is checked before all starts."""
