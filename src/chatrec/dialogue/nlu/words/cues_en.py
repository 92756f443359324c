"""The English cues, apostrophes left out: "dont" stands for "don't"."""

from collections.abc import Mapping
from itertools import product
from types import MappingProxyType

from chatrec.dialogue.nlu.words.marks import Cue
from chatrec.dialogue.nlu.words.text import vocabulary


def _each(*parts: str) -> tuple[str, ...]:
    """Every phrase that takes one alternative, separated by "|", from each part."""
    return tuple(" ".join(" ".join(choice).split()) for choice in product(*(part.split("|") for part in parts)))


NOT_DO = "dont|do not|didnt|did not|doesnt|never|cant|cannot|wont|would not|wouldnt|not"
OTHERS = (
    "he|she|they|everyone|everybody|nobody|some people|critics|a friend|my wife|my husband|my friend|my friends|my kids|my kid|my son|my daughter|"
    "my mother|my father|my mom|my dad|my girlfriend|my boyfriend|my partner|my brother|my sister|my family|people"
)
VERY = "|really|particularly|much|actually|even|especially|quite|ever|usually|generally|that|so much"
SUBJECT = "i|we"
KEENLY = (
    "|really|really really|also|always|absolutely|quite|especially|mostly|generally|do|usually|totally|truly|just|too|"
    "have always|kind of|kinda|particularly|very much"
)
BE = "is|was|are|were|its|it was|it is|thats|theyre|they are|they were"
SO = "|so|really|very|pretty|absolutely|just|truly|such|quite|super|totally|really really|way too|too|a bit|kind of"
PRAISE = (
    "great|good|awesome|amazing|brilliant|fantastic|excellent|wonderful|perfect|a masterpiece|masterpiece|superb|"
    "the best|lovely|fun|incredible|my favourite|my favorite|beautiful|cool|nice|outstanding"
)
BLAME = (
    "boring|terrible|awful|bad|horrible|crap|garbage|rubbish|overrated|the worst|disappointing|stupid|dull|long|"
    "a letdown|a let down|a bore|a mess|a waste of time|unwatchable|meh|mediocre|so so|"
    "slow|silly|a disappointment|trash|lame|poor|weak|not good|not great|not my thing|not for me"
)

CUES: Mapping[Cue, tuple[str, ...]] = MappingProxyType(
    {
        Cue.WANT: (
            *_each("recommend|suggest|gimme", "|me|us|me some|us some|something|anything|me something"),
            *_each("show|give|find|get", "me|us", "|some|something|anything"),
            *_each("i|we", "want|need|prefer|wanna", "to see|to watch|some|a|an"),
            *_each(
                "id|i would|we would|would|wed", "want|like|love|prefer|rather", "to see|to watch|some|a|an|see|watch"
            ),
            *_each("recommendation|recommendations|suggestion|suggestions|recs"),
            *_each("in the mood for|feel like watching|craving"),
            *_each("what|which", "|film|movie|movies|films", "should|can|could|shall|do", "i|we", "watch|see"),
            *_each("what to watch|something to watch|surprise me|what do you recommend|what do you suggest"),
            *_each(
                "anything is fine|anything goes|whatever you like|any recommendations|any suggestions|any ideas|whats left"
            ),
            *_each("can you|could you|would you", "recommend|suggest|show me|give me|find me|find"),
            *_each("play me|play us|play|put on", "something|anything|some music|a song|some songs"),
            *_each("please recommend|please suggest|whatever|you choose|you pick|got anything"),
            *_each(
                "whats",
                "good|popular|hot|trending|on|worth watching|worth seeing|worth reading",
                "|tonight|today|right now|now|these days|lately",
            ),
            *_each(
                "anything|something", "good|worth watching|worth seeing|interesting|worthwhile", "on|to watch|tonight"
            ),
            *_each(
                "we both|both of us|we all|everyone|everybody",
                "like|enjoy|love|would like|would enjoy|will like|will enjoy|can enjoy|can watch",
            ),
            *_each("works|good|fine", "for both|for everyone|for all of us|for both of us|for the both of us"),
            "for both of us",
            "for the both of us",
            "for all of us",
            "a compromise",
            "compromise",
        ),
        Cue.WISH: (
            *_each(
                "give|find|get|show|bring|want|wanna|need|something|anything|top|best|watch|to watch|picks|how about"
            ),
            *_each("i|we", "want|need|prefer|wanna"),
            *_each("id|i would|we would|would|wed", "want|like|love|prefer|rather"),
            *_each("|im|i am|were", "looking|searching|look|search", "for"),
            *_each("filter by|restrict to|limit to|narrow it down to"),
            *_each("feel like|feeling like|fancy|up for|what about|lets see|lets watch|go for|got any|have you got"),
            *_each("do you have|are there any|is there|are there|do you have any|have you got any|have you any"),
        ),
        Cue.MORE: (
            *_each("more|more please|some more|any more|even more|show more|show me more|give me more|many more"),
            *_each(
                "another|another one|others|other ones|some others|different ones|something different|next|next ones"
            ),
            *_each("what else|anything else|something else|who else|else|keep going|continue|any others|any other"),
            *_each(
                "none of these|none of them|any of these|any of them|them all|more like these|more like those|more like them|more of these|more of those|more of the same|similar ones"
            ),
            *_each("something new|anything new|new ones|refresh|other options|the next ones|more options"),
        ),
        Cue.LIKE: (
            *_each(SUBJECT, KEENLY, "like|love|enjoy|adore|dig"),
            *_each("loved|liked|enjoyed|adored|loves|loving|love|adore|enjoy|luv|lurve"),
            *_each("im|i am", "more of a|more of an|more into|a bit of a|mostly into", "|big|huge"),
            *_each("im|i am|ive always been|was", "|a|such a|a big|a huge|really|very", "fan of|into|fond of|keen on"),
            *_each("|my|our", "favourite|favorite|favourites|favorites|all time favourite|all time favorite"),
            *_each(
                "fan|fans|lover|buff|nut|geek|enthusiast|big fan of|huge fan of|fan of|obsessed with|thumbs up for|i am interested in|im interested in"
            ),
        ),
        Cue.DISLIKE: (
            *_each(NOT_DO, VERY, "like|love|enjoy|care for|dig|liked|loved|enjoyed|care much for|cared for"),
            *_each("cant|cannot|could not|couldnt", "stand|bear|take|get into"),
            *_each("hate|hated|dislike|disliked|loathe|loathed|despise|detest|hates|i hate|i hated"),
            *_each("not|isnt|wasnt|never been|no", "|really|such|much of|exactly|a", "|a|a big|a huge", "fan of"),
            *_each("not", "|really|very|so|that|particularly", "into|keen on|fond of|interested in|crazy about"),
            *_each("less|fewer|less of"),
            *_each("tired of|sick of|bored of|bored with|bored by|fed up with|thumbs down for|im not into"),
        ),
        Cue.SEEN: (
            *_each("|i|we|ive|weve|i have|we have", "|already|just|also|already have", "seen|watched|saw"),
            *_each(
                "ive|weve|i have|we have|i already|we already|i just|we just|ive already|ive just|already|just",
                "read|heard|listened to|finished",
            ),
            *_each("already know|i already know|already familiar with|watched already|seen already"),
        ),
        Cue.NOT: (
            *_each(
                "none by|none of the|none with|none from|no|not|neither|nothing|without|w o|except|except for|excluding|exclude|minus|non|none of|avoid|skip|omit"
            ),
            *_each("nothing|no", "too|so|that|very|overly|really|more|any|any more"),
            *_each("anything|everything|all", "but|except|except for|other than|apart from|besides"),
            *_each("leave out|hold the|stay away from|instead of|rather than|free of|keep out"),
            *_each(
                "dont|do not|didnt|wouldnt|would not|no longer|never",
                "|really|ever",
                "want|want to see|want to watch|want any|show me|show|recommend|recommend me|suggest|give me|need|"
                "feel like|want to see any|want to watch any|give me any|recommend any|show me any|include|fancy|"
                "suggest any",
            ),
            *_each("isnt|is not|aint|not|thats not|arent|are not", "a|an|another|yet another"),
            *_each("isnt|arent|is not|are not"),
            *_each("not|im not|i am not", "in the mood for|looking for|up for"),
            *_each("is|are", "out|a no|a no go|off the table|off limits"),
            *_each("would not|wouldnt|will not|wont|never|dont|do not", "watch|see|choose|pick"),
            *_each("dont|do not|no need to", "bother|bother with"),
            *_each("cut out|filter out|rule out|get rid of|take out|no more|enough|enough of|remove"),
        ),
        Cue.NOT_SO: _each("not|isnt|is not|arent|are not", "too|so|that|very|overly|really|particularly|as"),
        Cue.BESIDES: _each("besides|other than|apart from|aside from"),
        Cue.SIMILAR: (
            *_each("like|similar to|alike|along the lines of|in the style of|in the vein of|reminiscent of|akin to"),
            *_each("something|anything|films|movies|stuff|things|items|more|some more|one|ones", "like|similar to"),
            "for fans of",
            "something similar",
            "anything similar",
            "something along those lines",
            "anything along those lines",
        ),
        Cue.WHY: (
            *_each("why|how come|explain|explain why|whats the reason for|reason for|reasons for|because of what"),
            *_each("what made you|what makes you", "|choose|pick|recommend|suggest|show|show me|think of"),
            *_each("why", "not|did you|do you|would you|is|was|are|exactly|on earth"),
            *_each("why did you|why do you", "recommend|suggest|pick|choose|show|show me|recommend me|think id like"),
        ),
        Cue.RETRACT: (
            *_each("forget|forget about|forget what i said about|never mind|nevermind|never mind about|undo|retract"),
            *_each("i take back|take back|take back what i said about|i take back what i said about|i changed my mind"),
            *_each("filter|filters|restriction|restrictions|limit on"),
            *_each("i changed my mind about|changed my mind about|drop the|ignore what i said about|cancel|scrap"),
            *_each(NOT_DO, "|really", "mind|hate|dislike"),
            *_each(
                "i never|never|i didnt|i did not", "said|say", "|that", "i", "hate|dislike|dont like|do not like|hated"
            ),
            *_each("didnt|did not|dont", "mean to", "|exclude|skip|say|avoid|drop"),
            *_each(
                "doesnt|does not|neednt|need not|dont|do not", "have to be|need to be|need be|have to have", "|a|an|any"
            ),
            *_each("doesnt|does not|neednt|need not", "be|have to be by|have to be with"),
            *_each("have nothing against|nothing against|no objection to|no objections to|not against"),
            *_each(
                "no need for|no need of|no need to be|not necessarily|dont need it to be|do not need it to be",
                "|a|an|any",
            ),
            *_each("|i have", "no preference|no preferences", "on|for|about|regarding|as to", "|the"),
            *_each(
                "|is|are|isnt|is not|arent|are not",
                "not a must|optional|not important|not required|not necessary|not essential",
            ),
            *_each("isnt|arent", "a must|important|required|necessary|essential"),
        ),
        Cue.ALLOW: (
            *_each(
                "you can|you may|feel free to|its ok to|its fine to|its okay to",
                "include|add|bring back|have|allow",
                "|some|any",
            ),
            *_each("bring back|allow|add back|put back in"),
        ),
        Cue.FINE: (
            *_each("|is|are|would be|works|will be|sounds|be", "fine|ok|okay|alright|all right|allowed|acceptable"),
            *_each("|is|are|would be", "fine|ok|okay|alright|allowed", "after all|too|again|as well|with me|by me|now"),
            *_each("works|works too|will do|will do too|is welcome|are welcome|is good too|are good too"),
            *_each("doesnt matter|does not matter|dont matter|do not matter|is irrelevant"),
        ),
        Cue.GOOD: (
            *_each(BE, SO, PRAISE),
            "not bad",
            "was not bad",
            "wasnt bad",
            "is not bad",
            "rocks",
            "rocked",
            *_each("moved me|moved me to tears|blew me away|cracked me up|made me laugh|made me cry|blew my mind"),
        ),
        Cue.BAD: (
            *_each(BE, SO, BLAME),
            *_each("wasnt|isnt|werent|was not|is not|arent", "|that|so|very|really", "good|great|fun|my thing|for me"),
            *_each("sucks|sucked|bored me|disappointed me|let me down|put me to sleep"),
            *_each(
                "too|way too|far too|a bit too|much too", "long|slow|boring|dull|silly|predictable|confusing", "|for me"
            ),
        ),
        Cue.ANY: (
            "any",
            "i dont care",
            "i do not care",
            "it doesnt matter",
            "it does not matter",
            "i dont care about",
            "dont care about",
            "i do not care about",
            "whichever",
            "no matter what",
            "no matter which",
            "regardless of",
            "whatever the",
            "no matter the",
            "all",
        ),
        Cue.ALSO: ("also", "as well", "in addition", "additionally", "on top", "plus", "and also", "it should also be"),
        Cue.AND: ("and", "n"),
        Cue.OR: ("or", "nor", "and or", "or else"),
        Cue.BOTH: ("both", "at once", "at the same time"),
        Cue.BUT: ("but", "however", "though", "although", "yet", "whereas", "while", "then"),
        Cue.ONLY: ("only", "just", "instead"),
        Cue.IT: (
            *_each("it|this|that|them|these|those|this one|that one|these ones|those ones|this film|that film"),
            *_each("this movie|that movie|both of them|all of them|the one|you"),
        ),
        Cue.RECENT: (
            *_each("new|newer|newest|latest|recent|more recent|most recent|modern", "|film|films|movie|movies|ones"),
        ),
        Cue.OLD: (*_each("old|older|oldest|old school|oldie|oldies", "|film|films|movie|movies|ones"),),
        Cue.ABOUT: (
            *_each(
                "do you know|have you seen|have you watched|did you see|have you heard|have you heard of|are you familiar with|do you carry|do you stock"
            ),
            *_each("do you know", "about|anything about|the film|the movie"),
            *_each("|can you|could you", "tell me|tell us|say something", "|more|something|a bit|a bit more", "about"),
            *_each("what do you", "think|know|say", "of|about"),
            *_each("whats|what is", "your opinion", "on|of|about"),
            *_each("how|hows", "is|was|good is|old is|long is|about"),
            *_each("info|information|details|facts", "on|about|for"),
            *_each("what|which", "year|genre|kind of film|kind of movie|sort of film", "is|was|does"),
            *_each("when", "was|is|did"),
            *_each("in|on", "your|the", "list|catalogue|catalog|database|collection"),
            *_each("any good|worth watching|worth seeing|worth it|worth a watch|worth my time|available"),
        ),
        Cue.IGNORE: (
            *_each(
                OTHERS,
                "|really|always|also",
                "like|likes|liked|love|loves|loved|hate|hates|hated|enjoyed|saw|watched|say|says|said|think|thinks|thought|told me|tell me|told us|recommended|recommends|mentioned|swears",
            ),
            *_each("havent|have not|never|hadnt|didnt|not", "|yet|even|actually|ever", "seen|watched|see|saw"),
            *_each("did you like|do you like|do you love"),
        ),
        Cue.RESTART: (
            *_each("scrap", "everything|all|that|all that|it all"),
            *_each("fresh start|a fresh start|lets start fresh"),
            *_each("start over|start again|restart|reset|from scratch|start from scratch|begin again|start afresh"),
            *_each("forget", "everything|it all|all of it|all that|all|all i said|what i said|everything i said"),
            *_each(
                "clear everything|clear all|clear|new search|clean slate|reset everything|start anew|never mind all"
            ),
        ),
        Cue.GREET: (
            *_each("hi|hello|hey|hiya|howdy|greetings|yo|good morning|good evening|good afternoon|good day|hi there"),
            *_each("hello there|hey there|how are you|hows it going|whats up|sup|wassup"),
        ),
        Cue.THANKS: (
            *_each("thanks|thank you|thx|ty|cheers|thanks a lot|many thanks|thank you very much|thank you so much"),
            *_each("thats all|thats all for now|thatll be all|thats it for now|im done|were done|all good"),
            *_each("much appreciated|bye|goodbye|good bye|see you|good night|no thanks|no thank you"),
        ),
        Cue.HELP: (
            *_each("help|help me|what can you do|what can i say|what can i ask|how does this work|how do you work"),
            *_each(
                "are you an ai|are you ai|are you a bot|are you a robot|are you a chatbot|are you human|are you a human|are you a person|"
                "are you real|are you a real person|am i talking to a human|am i talking to a bot|whats your name|"
                "whats your favorite movie|whats your favourite movie|whats your favorite film|whats your favourite film|"
                "how sure are you|do you use ai|are you chatgpt|"
                "what do you do|who are you|what are you|how to use this|how do i use this|what can i do here|what are you able to do|what can i tell you|what do you know"
            ),
        ),
        Cue.FILLER: (
            *_each(
                "no problem|no idea|no worries|not only|not just|not necessarily|not sure|no doubt|not really|of course"
            ),
            *_each(
                "no wait|wait no|oh wait|hold on|hang on|no matter|if not|or so|or something|and so on|i mean|you know|as long as|more or less|looks like"
            ),
            *_each("a lot|very much|so much|best of all|would be nice|would be great|if possible|all time|at all"),
        ),
    }
)

STOPWORDS = vocabulary(
    """
i me my mine we us our you your yours he she they them it its this that these those one ones a an the some any
all of in on at to from for with about by as is are was were be been being am do does did have has had will
would can could should shall may might must so too very really quite just only also please well yes no not oh ok
okay hmm um what which who whom whose when where how why there here then than because if though while much many
lot lots bit more most less least good great nice best better bad worst kind kinds sort sorts type types thing
things something anything nothing everything stuff watching watch watched seeing see seen saw know think
thinking said say want like liked love loved today tonight now yesterday again ever never always already yet
still maybe perhaps film films movie movies flick called named titled title last time times week friends family
people recommend recommended suggest suggested pick picked choose chose list shown show give gave made make get
got let lets etc im ive id and or but especially particularly mostly recently lately both first second third
next other others another each every night evening morning afternoon weekend ago
"""
)

# Words that say nothing, in both languages.
SIGHS = vocabulary("ok okay oh ah well hmm hm um uh so yeah yes please then now 嗯 哦 那 好 吧 了")

__all__ = ["CUES", "SIGHS", "STOPWORDS"]
