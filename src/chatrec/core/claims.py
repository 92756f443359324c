"""Words are made of claims, and every claim points at a fact that can be looked up."""

from dataclasses import dataclass
from enum import StrEnum


class ClaimKind(StrEnum):
    """What a claim is checked against."""

    TITLE = "title"  # ref = item id, value = its title
    LABEL = "label"  # ref = item id, value = "genre=Drama"
    NUMBER = "number"  # ref = item id, value = "year=1994"
    TOLD = "told"  # ref = item id, value = "based_on=the novel Contact": what a pack or a graph tells beside the fields
    PROSE = "prose"  # ref = item id, value = the text that is told of it
    QUOTE = "quote"  # ref = the source of a passage, value = the passage word for word
    LACKING = "lacking"  # ref = item id, value = "runtime", of which nothing is known, or "genre=War", which is none of its values
    TASTE = "taste"  # ref = item id, value = the kind of the user's event: "like", "rating" ...
    COUNTING = "counting"  # ref = item id, value = "no" or "yes": whether what is known of the user and it counts
    PROFILING = "profiling"  # ref = "", value = "on" or "off": whether what is known of the user counts at all
    PLACE = "place"  # ref = item id, value = "came" or "went": it is in the list and was not, or was and is not
    OPINION = "opinion"  # ref = item id, value = "liked": the user's latest word on it weighs as much as four stars
    WISH = "wish"  # ref = key of a constraint or preference that holds now
    EVIDENCE = "evidence"  # ref = item id, value = "source|kind|ref|+" with the sign of the term
    LEAD = "lead"  # ref = item id, value = "other item id|0.42": how far it is ahead; before the number perhaps of which term
    OPINIONS = "opinions"  # ref = item id, value = "508|71|8": of how many people, which per cent like it and do not; or of whom
    FOLLOWED = "followed"  # ref = item id, value = "other item id|40|2.3|1.8|2.9": how many chose it after that one, lift, interval
    COUNT = "count"  # ref = "slate" or an exclusion reason, value = how many


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement."""

    kind: ClaimKind
    ref: str
    value: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for a person and every claim they make; words without claims state nothing about the world."""

    text: str
    claims: tuple[Claim, ...] = ()


__all__ = ["Claim", "ClaimKind", "Sentence"]
