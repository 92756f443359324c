"""Small files in every form, written the way outsiders write them."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

GENRES = (
    "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy",
    "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
)  # fmt: skip
FLAGS = "0|0|0|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0"  # Drama


def original(folder: Path, ratings: Sequence[str], items: int = 3) -> Path:
    """A MovieLens 100K folder with `items` dramas and the given lines of u.data."""
    lines = [
        f"{number}|Film {number}, The (199{number})|01-Jan-199{number}||address|{FLAGS}"
        for number in range(1, items + 1)
    ]
    (folder / "u.item").write_text("\n".join(lines) + "\n", "iso-8859-1")
    (folder / "u.data").write_text("".join(line + "\n" for line in ratings))
    return folder


def table(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """A text file, gzipped where its name says so."""
    data = text.encode(encoding)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def json_lines(path: Path, rows: Sequence[dict[str, object]]) -> Path:
    """A file of JSON objects, one a line."""
    return table(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def as_recbole(movielens: Path, folder: Path) -> Path:
    """MovieLens 100K to the byte as RecBole 1.2.1 publishes it, its slip of the pen included."""
    items = ["item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq"]
    for line in (movielens / "u.item").read_text("iso-8859-1").splitlines():
        fields = line.split("|")
        title, _, year = fields[1].strip().rpartition(" (")
        genres = [name for name, flag in zip(GENRES, fields[5:], strict=True) if flag == "1"]
        items.append(
            "\t".join((fields[0], title or "unkonwn", year.rstrip(")") if title else "unkonwn", " ".join(genres)))
        )
    (folder / "ml-100k.item").write_text("\n".join(items) + "\n", "utf-8")
    header = b"user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
    (folder / "ml-100k.inter").write_bytes(header + (movielens / "u.data").read_bytes())
    return folder
