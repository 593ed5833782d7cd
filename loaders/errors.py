"""What can go wrong, told in one sentence to the person at the keyboard."""


class Refusal(Exception):
    """Nothing was done. The message says what is in the way, where, and what to do."""


class Busy(Refusal):
    """A refusal that a later attempt may not meet: another process uses the warehouse."""


class BrokenFile(Exception):
    """One file cannot be read to its end. The message says why; the other files land."""
