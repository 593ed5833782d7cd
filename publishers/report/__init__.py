"""The report: how a course is going, on one HTML page that needs no network."""
