"""How fast the warehouse is, as ratios within one run."""
