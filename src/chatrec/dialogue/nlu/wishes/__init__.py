"""What things are to be: a message marked, cut into clauses and read as acts."""
