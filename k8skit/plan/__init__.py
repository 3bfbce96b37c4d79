"""Plan: what a change from one set of manifests to another does. It knows two objects, and no cluster."""
