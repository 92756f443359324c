"""English words for how somebody feels, and the ways to say it of oneself."""

from collections.abc import Iterable, Iterator, Mapping

from chatrec.core.query import Mood

# (valence, arousal) of each word, on the circumplex of Russell (1980); our judgement. "/" parts words of one place.
TABLE = """
    sad/unhappy/blue/low/gloomy/miserable/down in the dumps: -.7 -.3
    down/discouraged/disheartened/dejected/melancholy/homesick/lonely/alone/empty/numb: -.6 -.3
    depressed/hopeless/devastated/heartbroken/heart broken/crushed/grieving/in mourning: -.9 -.2
    upset/hurt/ashamed/guilty/jealous/disappointed/let down: -.6 .3
    angry/furious/mad/livid/annoyed/irritated/frustrated/pissed off/grumpy/in a bad mood/in a foul mood: -.6 .7
    stressed/stressed out/tense/anxious/nervous/worried/panicky/overwhelmed/on edge/restless/scared/afraid/frazzled: -.5 .7
    tired/exhausted/worn out/burnt out/burned out/drained/sleepy/knackered/shattered/weary/beat: -.4 -.5
    bored/so bored/bored stiff/bored out of my mind/bored to death/bored to tears/listless/restless and bored: -.3 -.6
    sick/ill/unwell/under the weather/hungover/poorly: -.5 -.3
    awful/terrible/horrible/dreadful/lousy/rotten/crap/crappy/like crap/like shit/rough/wretched/bad: -.7 .1
    happy/cheerful/glad/wonderful/fantastic/amazing/joyful/over the moon/in a good mood/in a great mood/on top of the world: .8 .4
    great/grateful/in love/loved/proud/hopeful/optimistic: .7 .3
    excited/thrilled/ecstatic/pumped/hyped/euphoric/energetic/energised/energized/full of energy/giddy: .8 .8
    relaxed/calm/peaceful/content/serene/cosy/cozy/chilled/at peace: .6 -.6
    nostalgic/wistful/sentimental: .1 -.3
"""
# What a day, a week or a night can be.
DAYS = """
    terrible/awful/horrible/dreadful/lousy/rotten/shitty/crappy/crap/nasty/the worst/worst: -.8 .3
    bad/rough/hard/tough/difficult/sad/stressful/hectic/crazy/exhausting/tiring/long: -.6 .3
    boring/dull/slow/uneventful: -.3 -.6
    great/wonderful/amazing/fantastic/lovely/perfect/brilliant/the best/best/excellent: .8 .4
    good/nice/productive: .6 .2
    relaxing/lazy/quiet/calm/peaceful: .5 -.6
"""
# What happens to people, told as a whole.
EVENTS = r"""
    my (?:girlfriend|boyfriend|wife|husband|partner|fiance|fiancee) (?:just )?(?:left|dumped) me/i (?:just )?(?:got|was) dumped/we (?:just )?broke up/(?:i |we )?(?:just )?had (?:a|an) (?:big |huge |bad |awful )?(?:fight|row|argument)(?: with my \w+)?/i(?:'m| am) going through a (?:breakup|break up|divorce): -.9 .3
    i (?:just )?lost my job/i (?:just )?(?:got|was) (?:fired|laid off)/i (?:just )?failed (?:my|the|an) (?:exam|test|interview): -.8 .4
    my (?:dog|cat|mother|mum|mom|father|dad|friend|grandmother|grandma|grandfather|grandpa) (?:just )?(?:died|passed away): -.9 -.2
    i(?:'ve| have)? (?:just )?(?:got promoted|got a promotion|got the job|passed (?:my|the) (?:exam|test)|got engaged|got married|graduated): .9 .7
    (?:it's|it is|today is) my birthday/(?:i'm|we're|i am|we are) celebrating: .8 .6
    i (?:just )?(?:cried|have been crying|was crying)/i could cry/i feel like crying/i(?:'m| am) crying: -.8 .2
"""

STRONG = (
    "so",
    "very",
    "really",
    "extremely",
    "totally",
    "absolutely",
    "terribly",
    "incredibly",
    "utterly",
    "super",
    "too",
)
WEAK = ("a bit", "a little", "kind of", "kinda", "slightly", "somewhat", "a little bit", "rather", "sort of")
DEGREE = "|".join((*STRONG, *sorted(WEAK, key=len, reverse=True), "pretty", "quite", "just", "all", "feeling"))
ME = (
    r"(?:i'?m|i am|i'?ve been|i have been|i was|i feel|i felt|im)(?: (?:feeling|still|just|all))*|(?:been |was |am )?feeling|"
    r"(?:makes|made) me feel|i woke up|we'?re|we are|we feel|we'?ve been"
)
DAY = r"(?:day|days|week|month|year|night|morning|evening|time|weekend|shift|exam|meeting)"
# "bored of westerns" is a taste, "happy with the second" an answer, and "a sad film" a wish.
NOT_OF_ME = r"(?! (?:of|with|about the (?:first|second|third|last)|for (?:a|an|some|any)|films?|movies?|books?|songs?|ones?|one|stor(?:y|ies))\b)(?!-)"
NEVER_MIND = (
    r"\b(?:never ?mind|ignore|forget|forget about|don'?t mind|leave out|disregard|drop)(?: about)? (?:my mood|how i feel|my feelings|my day)\b|"
    r"\bmy mood (?:does not|doesn'?t|should not|shouldn'?t) (?:matter|count)\b"
)


def phrases() -> Iterator[tuple[str, Mapping[str, Mood] | Mood]]:
    """Patterns, each with the feelings that its group `word` may name, or with the one that it tells as a whole."""
    people, days = dict(read(TABLE)), dict(read(DAYS))
    no = r"(?P<no>not |never |hardly |not at all )?"
    degree = rf"(?P<degree>(?:{DEGREE}) )?"
    yield (
        rf"\b(?:{ME}) {no}{degree}(?P<word>{any_of(people)})\b{NOT_OF_ME}(?: (?:today|now|right now|tonight|lately))?",
        people,
    )
    had = r"\b(?:i )?(?:had|having|have had|'ve had|been|was|it's been|is|what)"
    day = rf"(?: and \w+)? {DAY}\b(?: (?:at work|at school|at the office))?"
    yield rf"{had} {no}(?:a |an |such a |one of the )?{degree}(?P<word>{any_of(days)}){day}", days
    for event, mood in read(EVENTS):
        yield rf"\b{event}\b", mood


def read(table: str) -> Iterator[tuple[str, Mood]]:
    """The words of a table, each with its place."""
    for line in table.strip().splitlines():
        words, _, place = line.rpartition(":")
        yield from ((word, Mood(*map(float, place.split()))) for word in words.strip().split("/"))


def any_of(words: Iterable[str]) -> str:
    """The longest first: "in a bad mood" before "bad"."""
    return "|".join(sorted(words, key=len, reverse=True))


__all__ = ["NEVER_MIND", "STRONG", "WEAK", "any_of", "phrases", "read"]
