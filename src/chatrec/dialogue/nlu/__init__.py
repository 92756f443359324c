"""Understanding messages: by rules, and by trained intents where rules read nothing.

    rules.py        reads a message by the rules of the packages below
    backed.py       guesses an intent where they read nothing
    attending.py    takes out the questions to the house before either reads

    answers/        what takes up what was said last: yes and no, a choice, a reply, taking it back
    corrections/    corrections of the profile, and of profiling itself
    intents/        intents learned from labelled utterances
    questions/      questions about items
    remarks/        what is said of the list, of oneself, of feelings and of company
    wishes/         what things are to be: words marked, cut into clauses, read as acts

    names/          what phrases, titles and persons are meant
    numbers/        counts, places, years, amounts and degrees
    words/          words, spelling, patterns and cues, and the marks that say what words mean

The middle ones know nothing of one another; each reads with what stands below them, and only `corrections` looks at `wishes`.
"""

from chatrec.dialogue.nlu.attending import AttendingNlu
from chatrec.dialogue.nlu.backed import BackedNlu, trained_intents
from chatrec.dialogue.nlu.rules import RuleNlu

__all__ = ["AttendingNlu", "BackedNlu", "RuleNlu", "trained_intents"]
