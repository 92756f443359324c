"""What to say first to somebody who feels so: boredom is no grief, and who is tired wants no pity.

By the angle on the circumplex of Russell (1980), whatever the degree: "bored" lies at 242 degrees there, with about twice as much
arousal lost as valence, and what loses more valence than arousal is a sorrow.
"""

from enum import StrEnum

from chatrec.core.query import Mood

BORED = 1.6  # times as much arousal lost as valence, from which on somebody is bored rather than tired


class Tone(StrEnum):
    """How a reply begins."""

    SORRY = "sorry"
    CALMING = "calming"  # to who is tense or upset
    ENLIVENING = "enlivening"  # to who is bored
    RESTFUL = "restful"  # to who is tired
    GLAD = "glad"


def tone(felt: Mood) -> Tone:
    """The tone for a feeling.

    >>> tone(Mood(-0.3, -0.6)), tone(Mood(-0.4, -0.5)), tone(Mood(-0.7, -0.3)), tone(Mood(-0.5, 0.7))
    (<Tone.ENLIVENING: 'enlivening'>, <Tone.RESTFUL: 'restful'>, <Tone.SORRY: 'sorry'>, <Tone.CALMING: 'calming'>)
    """
    if felt.valence >= 0:
        return Tone.GLAD
    if abs(felt.arousal) <= abs(felt.valence):
        return Tone.SORRY
    if felt.arousal > 0:
        return Tone.CALMING
    return Tone.ENLIVENING if felt.arousal < BORED * felt.valence else Tone.RESTFUL


__all__ = ["Tone", "tone"]
