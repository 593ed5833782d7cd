"""Models over the marts: they read what is built, and write what they predict as files to land."""
