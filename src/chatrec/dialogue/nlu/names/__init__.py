"""How things and people are called: what the catalogue's phrases, titles and persons mean where they stand."""
