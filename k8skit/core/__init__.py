"""The tree of constructs and the fields that their calls are checked against."""
