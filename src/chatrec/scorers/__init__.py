"""One file a scorer: its settings, its sums, its solve and its evidence. Named by `app` and `testing` alone."""
