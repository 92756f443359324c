"""Look after the packs of facts: check every line, measure agreement with other sources, and what is covered.

python tools/packs.py check [FILE ...] [--data DIR]      what is wrong, by file and line; FILE tells of these alone
python tools/packs.py agreement [FILE ...]               against independent sources, by the file that is kept of them;
                                                         --data DIR asks the sources themselves, --write keeps that
python tools/packs.py coverage --data DIR                what share of ML-100K the films cover
python tools/packs.py schema [--write]                   whether the JSON Schemas are those of the models; or write them
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import agreement
import kept
import sources
from pydantic import BaseModel

from chatrec.domains.packs import KINDS, Film, FilmPack, Problem, examine, examine_films

ROOT = Path(__file__).parents[1] / "src" / "chatrec" / "domains" / "packs"
FORMS = {ROOT / "movies" / "film.schema.json": Film} | {
    ROOT / kind.folder / f"{kind.form.__name__.lower()}.schema.json": kind.form for kind in KINDS
}
COVERED: Mapping[str, Callable[[Film], bool]] = {
    "directors": lambda film: bool(film.directors),
    "three actors": lambda film: len(film.cast) >= 3,
    "themes": lambda film: len(film.themes) >= 4,
    "Chinese title": lambda film: film.title_zh is not None,
    "content levels": lambda film: None not in film.content.model_dump().values(),
    "synopses": lambda film: bool(film.synopsis_en and film.synopsis_zh),
}


def check(files: set[str], data: Path | None) -> int:
    """Print what is wrong with the packs; the exit status."""
    found = examine_films(ROOT, years=sources.years(data) if data else None)
    lines = sum(place.file in files for place in found.pack.places.values()) if files else len(found.pack.films)
    wrong = _told(found.problems, files)
    print(f"{lines} films, {len(found.pack.people)} people, {wrong} problems")
    for kind in KINDS:
        other = examine(kind, ROOT)
        lines = sum(not files or place.file in files for place in other.pack.places.values())
        bad = _told(other.problems, files)
        print(f"{lines} {kind.stem}, {bad} problems")
        wrong += bad
    return 1 if wrong else 0


def _told(problems: Sequence[Problem], files: set[str]) -> int:
    """Print the problems of these files, of all without any; how many they are."""
    wrong = [problem for problem in problems if not files or problem.place.file in files]
    for problem in wrong:
        print(problem)
    return len(wrong)


def agree(files: set[str], data: Path | None, *, write: bool) -> int:
    """Print how far the films agree with others and where not; 1 below a bar or with a disagreement that no note explains, 2
    where there is nothing to compare with.
    """
    pack = examine_films(ROOT).pack
    answers = agreement.answered(pack, data) if data else kept.read(kept.FILE.read_text(encoding="utf-8"))
    if not answers:
        print(f"{data} holds none of ml-100k-text, ml-1m-text, ml-100k-kg; get them first")
        return 2
    if write:
        kept.FILE.write_text(kept.written(answers), encoding="utf-8")
    of_files = {name: film for name, film in pack.films.items() if not files or pack.places[name].file in files}
    measures, found = agreement.compared(replace(pack, films=of_files), answers)
    for one in found:
        print(f"{pack.places[one.film.id]}: {one.film.id}: {one.question.name}: {one.says}")
    for measure in measures:
        print(measure)
    return 1 if found or any(measure.precision < measure.question.least for measure in measures) else 0


def cover(pack: FilmPack, data: Path) -> None:
    """Print the share of ML-100K's items, and of its ratings, whose films have each kind of fact."""
    ratings = sources.ratings(data)
    films = pack.by_item("100k")
    for name, has in COVERED.items():
        items = {item for item, film in films.items() if has(film)} & ratings.keys()
        weighted = sum(ratings[item] for item in items) / ratings.total()
        print(f"{name:15} {weighted:7.2%} of ratings   {len(items) / len(ratings):7.2%} of items")


def schema(form: type[BaseModel]) -> str:
    """The JSON Schema of a form's lines."""
    return json.dumps(form.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Do what the command line says; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["check", "agreement", "coverage", "schema"])
    parser.add_argument("files", nargs="*", help="names of files of the pack; all of them without")
    parser.add_argument("--data", type=Path, help="a folder of data sets")
    parser.add_argument("--write", action="store_true", help="write the schemas, or the file of agreement")
    asked = parser.parse_args()
    files = {Path(name).name for name in asked.files}
    if asked.verb == "check":
        return check(files, asked.data)
    if asked.verb == "schema":
        return _schema(write=asked.write)
    if asked.data is None and (asked.write or asked.verb == "coverage"):
        parser.error("what is measured needs data sets; --data names their folder")
    if asked.verb == "agreement":
        return agree(files, asked.data, write=asked.write)
    cover(examine_films(ROOT).pack, asked.data)
    return 0


def _schema(*, write: bool) -> int:
    status = 0
    for file, form in FORMS.items():
        if write:
            file.write_text(schema(form), encoding="utf-8")
        if not file.is_file() or file.read_text(encoding="utf-8") != schema(form):
            print(f"{file.name} is not the model's; python tools/packs.py schema --write mends it")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
