"""Lower-level objects: one class per kind with Pythonic parameters, and the values they take. Thin: the wiring people get wrong, nothing else."""
