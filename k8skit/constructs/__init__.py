"""High-level constructs: one file each. They compose lower-level objects and carry the safe defaults."""
