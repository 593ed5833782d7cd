"""How fast the house is, as ratios within one run."""
