"""Forty well-known films with their public facts, and made-up behaviour on them."""

import numpy as np

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset
from chatrec.data import dataset_of

TABLE = """
Heat|1995|Action,Crime,Thriller
Alien|1979|Action,Horror,Sci-Fi,Thriller
The Godfather|1972|Action,Crime,Drama|Godfather, The
The Shawshank Redemption|1994|Drama|Shawshank Redemption, The
Sabrina|1954|Comedy,Romance
Sabrina|1995|Comedy,Romance
Fargo|1996|Crime,Drama,Thriller
Titanic|1997|Action,Drama,Romance
Star Wars|1977|Action,Adventure,Romance,Sci-Fi,War
Speed|1994|Action,Romance,Thriller
Big|1988|Comedy,Fantasy
Seven|1995|Crime,Thriller|Se7en
M|1931|Crime,Film-Noir,Thriller
Psycho|1960|Horror,Romance,Thriller
The Good, the Bad and the Ugly|1966|Action,Western|Good, the Bad and the Ugly, The
Sense and Sensibility|1995|Drama,Romance
Toy Story|1995|Animation,Children's,Comedy
Babe|1995|Children's,Comedy,Drama
Casablanca|1942|Drama,Romance,War
Unforgiven|1992|Western
Jurassic Park|1993|Action,Adventure,Sci-Fi
The Terminator|1984|Action,Sci-Fi,Thriller|Terminator, The
Terminator 2: Judgment Day|1991|Action,Sci-Fi,Thriller
Twelve Monkeys|1995|Drama,Sci-Fi
Pulp Fiction|1994|Crime,Drama
Fantasia|1940|Animation,Children's,Musical
The Wizard of Oz|1939|Adventure,Children's,Drama,Musical|Wizard of Oz, The
Hoop Dreams|1994|Documentary
Crumb|1994|Documentary
Ghost|1990|Comedy,Romance,Thriller
Rear Window|1954|Mystery,Thriller
Vertigo|1958|Mystery,Thriller
Chinatown|1974|Film-Noir,Mystery,Thriller
Blade Runner|1982|Film-Noir,Sci-Fi
Groundhog Day|1993|Comedy,Romance
Clerks|1994|Comedy
Scream|1996|Horror,Thriller
The Shining|1980|Horror|Shining, The
Nosferatu|1922|Horror
Les Misérables|1995|Drama,Musical|Misérables, Les
"""


def _item(number: int, line: str) -> Item:
    title, year, genres, *aliases = line.split("|")
    return Item(
        id=ItemId(f"f{number}"),
        title=title,
        aliases=tuple(aliases),
        labels={"genre": tuple(genres.split(","))},
        numbers={"year": float(year)},
    )


FILMS = tuple(_item(number, line) for number, line in enumerate(TABLE.strip().splitlines()))


def film_dataset() -> Dataset:
    """Thirty made-up users who each know a third of the films."""
    rng = np.random.default_rng(3)
    users: list[UserId] = []
    items: list[ItemId] = []
    for user in range(30):
        chosen = rng.choice(len(FILMS), 13, replace=False)
        users += [UserId(f"user-{user}")] * len(chosen)
        items += [FILMS[row].id for row in chosen]
    return dataset_of(Catalogue(FILMS), users, items, rng.uniform(0.2, 1.0, len(users)), np.zeros(len(users)))
