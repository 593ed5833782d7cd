"""The commands of the publishers, by what they hand out."""
