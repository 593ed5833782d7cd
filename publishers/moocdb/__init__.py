"""MOOCdb as a folder per course: a CSV per table and the SQL that loads them into MySQL."""
