"""Taking back: of what was said, of the profile and of being profiled."""
