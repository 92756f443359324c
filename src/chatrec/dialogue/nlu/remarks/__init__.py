"""What is said beside wishes: of the list, of oneself, of how one feels and of who is there too."""
