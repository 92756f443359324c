"""Facts that we wrote: packs of JSON Lines with what a domain's things are, in English and Chinese, and their loaders.

`themes.jsonl`, `moods.jsonl`, `countries.jsonl` and `languages.jsonl` are shared by all domains; a folder a domain holds the rest.
"""

from chatrec.domains.packs.film import BasedOn, Content, Film, Noted
from chatrec.domains.packs.films import FilmPack, Films, examine_films, load_films
from chatrec.domains.packs.lines import Place, Problem
from chatrec.domains.packs.names import Named, Word, slug

__all__ = [
    "BasedOn",
    "Content",
    "Film",
    "FilmPack",
    "Films",
    "Named",
    "Noted",
    "Place",
    "Problem",
    "Word",
    "examine_films",
    "load_films",
    "slug",
]
