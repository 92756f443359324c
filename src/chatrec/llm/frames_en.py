"""English frames."""

from types import MappingProxyType

from chatrec.dialogue.points import Say
from chatrec.llm.frames import Frame, Frames, words

OFTEN = "(?:(?:really|already|also) )?"
LIKE = "(?:like|liked|enjoy|enjoyed)"
THEY_FIT = "(?:that |which )?(?:all )?(?:fits?|match(?:es)?|meets?) (?:your wishes|your wish|your request|what you asked for|the bill)"
TRY = (
    "(?:have|take) a look at", "(?:how|what) about", "check out", "you (?:might|may|could) (?:like|enjoy)",
    "i can (?:offer|suggest|show)(?: you)?", "let me (?:suggest|show you|offer you|offer)", "to (?:consider|choose from|start with)",
    "(?:to|you could|you can) (?:watch|try)", "turned up",
)  # fmt: skip
HERE = (
    "here(?: are|'s| is| you go| come| comes)", "i(?:'ve| have)? (?:found|picked(?: out)?|chosen|selected|got|gathered|put together|lined up)",
    "i have(?= <n>)", "(?:these|those|this) (?:are|is)", "(?:these|this) (?=<)", "^<n>", *TRY,
)  # fmt: skip
FIRST = (
    "(?:comes?|ranks?|stands?|is|sits|put|ranked|chose|picked|recommend(?:ed)?)(?: <item0>)? (?:first|at the top|on top)",
    "(?:leads|tops|heads) the list", "i(?:'ve| have)? (?:chose|chosen|picked|put|ranked|recommend|suggest)(?: <item0>)?(?: first| at the top| on top)?", "is here",
)  # fmt: skip
WHY = (
    "(?:because|since|as|so)(?= ?\n| it| <item0>| i )",
    "which is why",
    "that is why",
    "that's why",
    "given(?= your)",
)
TELL = (
    "(?:if you )?(?:tell me|name|let me know|share|what is|what's)(?: about)? (?:a|an|one) <noun> (?:that )?you(?:'ve)? "
    + LIKE,
)
PERSONAL = (
    "(?:and |so )?(?:the|this|your) list (?:becomes|will become|gets|will get|will be|is|grows)(?: more)? (?:yours|your own|personal)",
    "i(?:'ll| will| can)? (?:make|tailor|adapt) (?:the list|this list|it) (?:yours|more personal|to you|to your taste)",
    "(?:it|this|to make it|to make the list) ?(?:becomes|gets|will become|will get|will be|'ll get|'ll become)? (?:more personal|yours)",
)
ASKED = "you(?:'ve| have| had)? (?:asked for|wanted|requested|asked me for)"
DROP = "(?:i|we|you)(?: were to)? (?:drop|relax|lift|give up|let go of|leave out)"

FRAMES = {
    Say.LIKED: Frame(
        (
            f"you(?:'ve| have)? {OFTEN}{LIKE} <like*>", f"<like*> (?:is|are) (?:one|ones|something) (?:that )?you {OFTEN}{LIKE}",
            "you(?:'re| are) (?:fond of|a fan of) <like*>",
        ),
        ("(?:good|glad|nice|great|happy) to (?:hear|know)", "thanks for (?:telling me|letting me know)", "i(?:'ll| will) remember", "^so(?=[ ,])"),
    ),
    Say.DISLIKED: Frame(
        (
            f"you {OFTEN}(?:didn't|did not|don't|do not) (?:like|enjoy) <like*>", f"you {OFTEN}disliked? <like*>",
            "<like*> (?:isn't|is not|aren't|are not|wasn't|was not|weren't|were not) (?:for you|your thing|to your taste|your cup of tea)",
        ),
        ("thanks for (?:telling me|letting me know)", "i(?:'ll| will) remember", "^so(?=[ ,])"),
    ),
    Say.SEEN: Frame(
        (
            f"you(?:'ve| have)? {OFTEN}(?:seen|know|knew|watched) <like*>(?: already)?",
            "<like*> (?:is|are) (?:one|ones|something) (?:that )?you(?:'ve| have)?(?: already)? (?:know|seen|watched)(?: already)?",
            "<like*> (?:is|are) (?:already )?known to you",
        ),
        ("thanks for (?:telling me|letting me know)", "i(?:'ll| will) remember", "^so(?=[ ,])"),
    ),
    Say.LIKES_VALUE: Frame(
        (
            "i(?:'ll| will) (?:lean (?:more )?towards?|favou?r|look for(?: more)?|add(?: more)?|prefer|show(?: you)? more|recommend more) <value0>",
            "more <value0>",
        ),
        ("i(?:'ll| will) (?:show|recommend|offer|give|bring)(?: you)?",),
        frozenset({"noun"}),
        words("from on"),
    ),
    Say.DISLIKES_VALUE: Frame(
        (
            "i(?:'ll| will) (?:hold back on|go easy on|cut back on|cut down on|ease off|recommend fewer|recommend less) <value0>",
            "(?:fewer|less) <value0>", "keep <value0> to a minimum",
        ),
        ("i(?:'ll| will) (?:show|recommend|offer|give|bring)(?: you)?",),
        frozenset({"noun"}),
        words("from on"),
    ),
    Say.SLATE: Frame(HERE, (THEY_FIT,), frozenset({"n", "noun", "pos", "neg", "range"})),
    Say.SLATE_OF_ONE: Frame(
        (*HERE, "one(?= <)"), (THEY_FIT, "just one", "only one", "one"), frozenset({"noun", "pos", "neg", "range"}), words("made")
    ),
    Say.FEWER: Frame(
        (
            "(?:but |and )?(?:only|just) <n>(?: of (?:them|those|these))?(?: <noun>)? (?:that )?(?:fits?|match(?:es)?|qualif(?:y|ies))",
            "i (?:could|can|was able to) (?:only |just )?(?:find|offer|show)(?: you)? (?:only |just )?<n>(?: <noun>)?(?: that (?:fits?|match(?:es)?))?",
            "i (?:only |just )?(?:found|have) (?:only |just )?<n>(?: <noun>)?(?: that (?:fits?|match(?:es)?))?",
        ),
        (f"{ASKED} <asked>(?: <noun>)?", f"of the <asked>(?: <noun>)? {ASKED}", "i know(?= you| that)"),
        words=words("but though although while however"),
    ),
    Say.CLAMPED: Frame(
        (
            "i (?:can |will )?(?:only )?(?:show|list|display|offer|give)(?: you)? (?:only |up to |at most )?<n>(?: <noun>)? at (?:a|one) time",
            "i (?:can |will )?(?:only )?(?:show|list|display|offer|give)(?: you)? (?:only |up to |at most )?<n>(?: <noun>)? at once",
            "<n>(?: <noun>)?(?: at (?:a|one) time)? (?:is|are) the (?:most|limit|maximum)(?: (?:that )?i (?:can )?(?:show|list|display))?(?: at (?:a|one) time| at once)?",
        ),
        (f"{ASKED} <asked>(?: <noun>)?",),
        words=words("but though although while however"),
    ),
    Say.POPULAR: Frame(
        ("popular(?: with many people| with lots of people)?(?: choices| picks| ones| options)?",),
        ("(?:these|those|all of these|all of them|they) are", "(?:these|those)(?= <noun>)", "you(?:'re| are) looking at"),
        frozenset({"noun"}),
        words("picks choices ones options some"),
    ),
    Say.COLD: Frame(TELL, (*PERSONAL, "with it", "i can")),
    Say.BY_WISHES: Frame(
        (
            "i(?:'m| am)? (?:only )?(?:go|going|rely|relying) (?:only )?(?:by|on) your wishes(?: alone)?",
            "only your wishes guide me",
        ),
        (*TELL, *PERSONAL, "so far", "for now", "right now", "with it"),
    ),
    Say.LEFT_OUT: Frame(
        (
            '(?:left out|removed|excluded|filtered out|dropped|set aside) because of "?<neg0>"?: <n>',
            "i(?:'ve| have)? (?:left out|removed|excluded|filtered out|dropped|set aside) <n>(?: <bare0>)?(?: <noun>)?",
            "<n>(?: <bare0>)?(?: <noun>)? (?:were|was|are|have been) (?:left out|removed|excluded|filtered out|dropped|set aside)",
        ),
        (
            f"(?:because|since|as) {ASKED} <neg0>", "(?:because|since|as) you (?:said|want) <neg0>",
            'because of (?:your wish for |the wish for |your wish )?"?<neg0>"?', 'for (?:your wish )?"<neg0>"',
        ),
    ),
    Say.NOTHING_FITS: Frame(
        (
            "i (?:could not|couldn't|cannot|can't|did not|didn't|was not able to|wasn't able to) find any new",
            "(?:i(?:'ve| have)? found|i have|there are|there were|there is) no new", "no new(?= <)",
        ),
        ("to (?:show|offer)(?: you)?", "i(?:'m| am) (?:sorry|afraid)", "turned up"),
        frozenset({"noun", "pos", "neg", "range"}),
        words("sorry unfortunately sadly apologies afraid"),
    ),
    Say.RELAX: Frame(
        (
            "i (?:can|could|would be able to) (?:offer|show|suggest|recommend|find)(?: you)? <n>(?: more)?(?: <noun>)?",
            "<n>(?: more)?(?: <noun>)? (?:would |will |more )?(?:fit|be available|open up)",
            "would let me (?:offer|show|suggest)(?: you)? <n>(?: more)?(?: <noun>)?", "there (?:are|would be|'d be) <n>(?: more)?(?: <noun>)?(?: i can offer(?: you)?)?",
        ),
        (
            f"if {DROP}(?: the wish for| the wish| your wish for| your wish)? \"?<wish0>\"?", 'without "<wish0>"',
            "(?:by )?(?:dropping|relaxing|lifting|giving up)(?: the wish for| your wish for)? \"?<wish0>\"?", 'give up "?<wish0>"?',
        ),
    ),
    Say.REASON_OF_FIRST: Frame(
        (
            f"you(?:'ve| have)? {OFTEN}{LIKE} <like*>", f"{ASKED} <value0>(?: <noun>)?", "you want(?:ed)? <value0>(?: <noun>)?",
            "(?:fits?|suits?|match(?:es)?|goes (?:well )?with|is in line with|given|with|in line with) your taste (?:in|for) <value0>(?: <noun>)?",
        ),
        (*FIRST, *WHY, "is a match"),
        frozenset({"item", "noun"}),
    ),
    Say.KNOWN: Frame(
        ("(?:is )?in (?:the|our|my) catalogue", "the catalogue has"),
        ("i (?:know|have)", "(?:it is|it's|is) (?:an?)?", "(?:is )?listed as", "as(?= <)", "yes"),
        frozenset({"item", "value", "noun"}),
    ),
}  # fmt: skip

POPULAR = Frame(
    (
        *FRAMES[Say.REASON_OF_FIRST].says,
        "(?:many people|lots of people|a lot of people) (?:like|enjoy) (?:it|<item0>)", "(?:is )?liked by (?:many people|lots of people)",
        "(?:it is|it's|is) popular(?: with many people| with lots of people)?",
    ),
    FRAMES[Say.REASON_OF_FIRST].may,
    FRAMES[Say.REASON_OF_FIRST].loose,
)  # fmt: skip
COMMON = (
    "for you", "(?:and )?i(?:'ve| have)? (?:noted|understood)(?: that)?", "(?:^|(?<=[.!?:] ))all right(?=[,.!:])", "got it", "let me know",
    "i(?:'ve| have)? got (?:it|that)", "(?:i )?(?:see|know|understand|remember)(?: that)?(?= ?\n)", "(?:good|glad|nice|great|happy) to (?:hear|know)(?: that)?",
)  # fmt: skip
FILLERS = words("""
    a an the of and it it's is are be that this these those them to in well okay ok sure alright right noted understood then
    now here there list hello hi thanks today tonight enjoy
""")


ENGLISH = Frames(MappingProxyType(FRAMES), POPULAR, COMMON, FILLERS, "(?:, and |, | and | as well as | & )")

__all__ = ["ENGLISH"]
