"""Takes people who are forgotten out of what has been landed."""
