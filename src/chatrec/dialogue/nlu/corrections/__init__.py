"""Corrections of the profile and of being profiled."""
