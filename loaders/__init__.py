"""Land log files in the warehouse: bytes in, lines out. The only code that opens a log file."""

import sys

from loaders.failures import tell_start_without_memory

sys.excepthook = tell_start_without_memory  # all commands import this package first
