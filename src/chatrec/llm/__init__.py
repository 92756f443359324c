"""Language models as a coat: better words for what is already decided, and nothing that is not so."""
