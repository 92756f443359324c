"""The nouns and the laws; numpy only.

Import from the modules: `chatrec.core.query`, `chatrec.core.attribution`, `chatrec.core.errors` and so on.
"""
