"""Facts that we wrote: packs of JSON Lines with what a domain's things are, in English and Chinese, and their loaders.

`themes.jsonl`, `moods.jsonl`, `countries.jsonl` and `languages.jsonl` are shared by all domains; a folder a domain holds the rest.
"""

from chatrec.domains.packs.book import Book
from chatrec.domains.packs.facts import BOOKS, KINDS, MUSIC, SHOP, Kind, Pack, examine, load
from chatrec.domains.packs.film import BasedOn, Content, Film, Noted
from chatrec.domains.packs.films import FilmPack, Films, examine_films, load_films
from chatrec.domains.packs.lines import Place, Problem
from chatrec.domains.packs.names import Named, Word, slug
from chatrec.domains.packs.product import Product
from chatrec.domains.packs.record import Record

__all__ = [
    "BOOKS",
    "KINDS",
    "MUSIC",
    "SHOP",
    "BasedOn",
    "Book",
    "Content",
    "Film",
    "FilmPack",
    "Films",
    "Kind",
    "Named",
    "Noted",
    "Pack",
    "Place",
    "Problem",
    "Product",
    "Record",
    "Word",
    "examine",
    "examine_films",
    "load",
    "load_films",
    "slug",
]
