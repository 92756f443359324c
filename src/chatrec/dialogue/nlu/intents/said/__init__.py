"""What people say and which intent that is, for training: one utterance a line below the `# intent` that it has."""

from collections.abc import Iterator
from importlib.resources import files

LANGUAGES = ("english", "chinese")
HEAD = "# "


def said() -> Iterator[tuple[str, str]]:
    """(intent, utterance), in the order of the files."""
    for language in LANGUAGES:
        yield from sectioned(files("chatrec.dialogue.nlu.intents.said").joinpath(f"{language}.txt").read_text("utf-8"))


def sectioned(text: str) -> Iterator[tuple[str, str]]:
    """(head, line) for each line of a text that stands below a head."""
    head = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith(HEAD):
            head = line.removeprefix(HEAD)
        else:
            yield head, line


__all__ = ["LANGUAGES", "said", "sectioned"]
