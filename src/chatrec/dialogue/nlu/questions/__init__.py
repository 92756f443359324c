"""Questions about items, found by patterns, and the acts that they are."""
