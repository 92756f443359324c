"""Why an item is not in a list, in sentences."""

from chatrec.core.attribution import Kind
from chatrec.core.query import Query
from chatrec.explain.contrast import Contrast, contrast
from chatrec.explain.explainer import Explainer
from chatrec.explain.spoken import WORDS, Speaker
from chatrec.explain.why_not import WhyNot


def main_label(found: Contrast, explainer: Explainer, query: Query) -> str:
    """The label of the largest single term that speaks for the difference; "" where there is none."""
    speaking = (one for one in found.differences if one.value * found.difference > 0 and one.term.kind is not Kind.REST)
    return next((explainer.label(one.evidence, query) for one in speaking), "")


def held(query: Query) -> str:
    """That what a language model said of the list is taken as it was said; "" where it said nothing, or what it says is disputed."""
    advice = query.advice
    if advice is None or query.context.heed.disputed(advice.term):
        return ""
    return WORDS[query.context.locale].held(advice.called, len(advice.items))


def why_not_sentences(found: WhyNot, speaker: Speaker) -> tuple[str, ...]:
    """What keeps the item out, what it lacks, and what would bring it in; or that it is there."""
    words, title = speaker.words, speaker.title(found.item)
    if found.place is not None:
        return (words.place(title, found.place),)
    said = [words.known(title)] if found.known else []
    said += [words.shown(title)] if found.shown else []
    said += [words.unmet(title, speaker.say_constraint(wish)) for wish in found.unmet]
    if found.last is not None:
        against = contrast(found.last, found.standing, limit=1000)
        if against.difference > 0:
            last = speaker.title(found.last.item)
            said.append(
                words.lacks(title, last, against.difference, main_label(against, speaker.explainer, speaker.query))
            )
    changes = found.found.changes
    if changes is None:
        said.append(words.no_entering(title, found.found.up_to))
    else:
        said.append(words.enters(speaker.clauses(changes), title))
    return tuple(said)


__all__ = ["held", "main_label", "why_not_sentences"]
