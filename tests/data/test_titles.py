from collections.abc import Callable
from pathlib import Path

import pytest

from chatrec.data.titles import ends_in_year, parse_title


@pytest.mark.parametrize(
    ("text", "name", "aliases", "year"),
    [
        ("Toy Story (1995)", "Toy Story", (), 1995),
        ("Shawshank Redemption, The (1994)", "The Shawshank Redemption", ("Shawshank Redemption, The",), 1994),
        ("Seven (Se7en) (1995)", "Seven", ("Se7en",), 1995),
        ("Postino, Il (1994)", "Il Postino", ("Postino, Il",), 1994),
        ("Enfer, L' (1994)", "L'Enfer", ("Enfer, L'",), 1994),
        ("American in Paris, An (1951)", "An American in Paris", ("American in Paris, An",), 1951),
        ("Hate (Haine, La) (1995)", "Hate", ("La Haine", "Haine, La"), 1995),
        ("Convent, The (Convento, O) (1995)", "The Convent", ("Convent, The", "O Convento", "Convento, O"), 1995),
        ("I, Worst of All (Yo, la peor de todas) (1990)", "I, Worst of All", ("Yo, la peor de todas",), 1990),
        ("Paris, Texas (1984)", "Paris, Texas", (), 1984),
        ("Two Friends (1986) ", "Two Friends", (), 1986),
        ("Land Before Time III (1995) (V)", "Land Before Time III", (), 1995),
        ("City of Lost Children, The (a.k.a. Cité) (1995)", "The City of Lost Children",
         ("City of Lost Children, The", "Cité"), 1995),
        ("Fawlty Towers (1975-1979)", "Fawlty Towers", (), 1975),
        ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", (), 1968),
        ("1900", "1900", (), None),
        ("(1999)", "(1999)", (), None),
        ("unknown", "unknown", (), None),
    ],
)  # fmt: skip
def test_titles_are_taken_apart(text: str, name: str, aliases: tuple[str, ...], year: int | None) -> None:
    assert parse_title(text) == (name, aliases, year)


def test_only_a_year_at_the_end_is_a_year() -> None:
    assert ends_in_year("Heat (1995)")
    assert not ends_in_year("Harry Potter (Harry Potter, #1)")
    assert not ends_in_year("1984")


def test_every_real_title_reads_as_people_say_it(shared_data: Callable[[str], Path]) -> None:
    path = shared_data("ml-100k") / "u.item"
    if not path.exists():
        pytest.skip("the copy of ml-100k at hand is not the original one")
    texts = [line.split("|")[1] for line in path.read_text("iso-8859-1").splitlines()]
    titles = [parse_title(text) for text in texts]
    assert len(titles) == 1682
    assert [text for text, title in zip(texts, titles, strict=True) if title.year is None] == ["unknown"]
    assert {title.year for title in titles if title.year} <= set(range(1922, 1999))
    for text, title in zip(texts, titles, strict=True):
        assert title.name == title.name.strip()
        assert "(" not in title.name, text
        assert not title.name.endswith(
            (", The", ", A", ", An", ", Le", ", La", ", Les", ", Il", ", Der", ", Das", ", L'")
        )
        assert title.name not in title.aliases
        assert all(alias and "(" not in alias for alias in title.aliases)
    assert sum(title.name.startswith("The ") for title in titles) == 323  # 320 of them filed as "..., The"
