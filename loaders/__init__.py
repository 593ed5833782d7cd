"""Land log files in the warehouse: bytes in, lines out. The only code that opens a log file."""
