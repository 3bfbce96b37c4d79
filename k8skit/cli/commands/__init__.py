"""The commands, one module each: SUMMARY, DESCRIPTION, OPTIONS, EXAMPLES and run(args, terminal) -> exit code. Found by their names."""
