"""What everything reads with: the words of a message, spelling, patterns and cues, and the marks that say what words mean."""
