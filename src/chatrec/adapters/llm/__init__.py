"""Language models, and what makes one fit to be relied on: each file wraps a model in one virtue and is a model again."""
