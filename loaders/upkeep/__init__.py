"""Changes a warehouse as a whole: undo, another salt, compaction, a copy as Parquet."""
