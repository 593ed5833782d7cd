"""A research release: learners of a course without pseudonyms, coarse, in groups of k."""
