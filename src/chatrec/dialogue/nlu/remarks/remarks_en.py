"""How English says something of the list as a whole, of what one takes, of oneself to be told, and of questions.

A line is what a remark says and its pattern: {list} is the list on the table, {item} a thing that is taken, {but} what is left out of
a whole, {nouns} what the domain calls its things. "!" marks what may only stand where the message begins or a sentence does.
"""

from chatrec.dialogue.nlu.words.phrases import Pattern, patterns

BEGIN = (
    r"(?:(?:ok|okay|yes|yeah|yep|well|so|no|nah|oh|ah|aha|hmm|right|alright|all right|perfect|great|good|nice|cool|fine|sold|done|deal|sorry|please|"
    r"hey|hi|then|but|and|actually|honestly|i think|i guess|i suppose|i'm afraid|been there|been there done that|can you|could you|"
    r"can you please|could you please|will you|would you)[\s,.!:;-]+)*"
)
END = r"(?:[\s,]+(?:please|then|now|though|again|for now|for a while|right now|to be honest|honestly|i'm afraid|sorry|actually))*(?:(?<![,.!?;])\s+(?:thanks|thank you|thx|cheers))?[\s.!?]*"
NOUNS = r"(?:{nouns}|ones|titles|things|picks|suggestions|recommendations|choices)"
DEM = r"(?:these|those|them|'?em)"
N = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
TAIL = (
    r"(?:(?: {nouns})?(?: here| above| on (?:this|that|the|your) list| in (?:this|that|the|your) list|"
    r"(?: that| which)? you(?:'ve| have)?(?: just)? (?:showed|shown|gave|given|suggested|recommended|listed|named)(?: me| us| to me)?))?"
)
LIST = (
    rf"(?:(?:(?:absolutely |pretty much |nearly )?(?:all|every one|every single one|each one|each and every one|each)(?: of)?(?: (?:{DEM}|the|your))?"
    rf"(?: {N})?(?: {NOUNS})?|every(?: single)? (?:one|{NOUNS}|{{noun}})(?: of {DEM})?|everything|{DEM}(?: all| both)?(?: {N})?(?: {NOUNS})?(?: all| both)?|"
    rf"(?:the|this|that|your) (?:whole |entire |complete )?(?:list|lot|bunch|set)){TAIL})"
)
ADVERBS = (
    r"(?:(?:already|just|both|all|actually|definitely|pretty much|basically|probably|certainly|now|even|myself)\s)*"
)
WE = r"(?:(?:(?:i|we|both of us|we both|my \w+ and i)(?: have|'ve)?|i've|we've)\s)"
VERB = r"(?:seen|saw|watched|know|knew|read|played|heard)"
BEFORE = r"(?: (?:already|before|now|too|as well|myself|ourselves|(?:a hundred|hundreds of|a dozen|countless|so many|\d+) times|many times|several times|more than once|long ago|years ago))*"
BUT = r"(?:,? (?:but|except|except for|apart from|aside from|save|save for|other than|excluding|bar|besides|minus) (?P<but>.+?))?"
WILL = (
    r"(?:(?:(?:i|we)(?:'ll| will| shall| am going to| are going to|'m going to|'re going to|'m gonna|'re gonna| gonna)|i'm gonna|let's|let us|lets)"
    r"(?: just| probably| definitely| both)? (?:watch|take|try|go for|go with|choose|pick|see|have|get|go and see|give|read|listen to|buy|order|do)|"
    r"(?:i|we) (?:choose|chose|pick|picked|take)|(?:i|we)(?:'ve| have)? (?:decided on|settled on|settled for|decided for)|"
    r"(?:i'm|we're|i am|we are) (?:going (?:for|with)|watching|taking|choosing|picking)|going (?:for|with))"
)
WHEN = r"(?: (?:tonight|now|today|then|first|this evening|a try|a go|a chance|a shot|next))*"
THAT = r"(?:(?:do|did) (?:i|you think i)|i)"
MINE = r"(?:profile|tastes?|preferences|likes|dislikes|likes and dislikes|ratings|wishes|favou?rites|interests|history)"
WHERE = (
    r"(?: (?:in|for) {nouns})?(?: (?:right now|now|so far|at the moment|currently|here|already|please|like|up to now))*"
)
ASK = r"(?:ask|asking|question|questioning|interrogate|interrogating|quiz|quizzing|bother|bothering)"
WITH_QUESTIONS = r"(?: me| us)?(?: any| so many| all these| all those| these| those| more| any more| with| with any| with all these| with your| your| the)*(?: questions?| things| anything| stuff)?"

REMARKS: tuple[Pattern, ...] = patterns(
    rf"""
!theirs         (?:she|he|they|my \w+|my \w+ and \w+)(?:'s|'ve| has| have| had)? {ADVERBS}{VERB} {LIST}{BEFORE}{BUT}
!both           (?:{WE})?{ADVERBS}{VERB} both(?: of (?:{DEM}|the {NOUNS}))?(?: {NOUNS})?{BEFORE}
!both           both(?: of (?:{DEM}|the {NOUNS}))?,? {WE}{ADVERBS}{VERB}{BEFORE}
!seen           (?:{WE})?{ADVERBS}{VERB} (?:absolutely )?{LIST}{BEFORE}{BUT}
!seen           {LIST},? {WE}{ADVERBS}{VERB}{BEFORE}{BUT}
!seen           (?:all|everything|all of {DEM}|every one|all the {NOUNS}) (?:but|except|except for|apart from|aside from|save|other than|besides|bar|minus) (?P<but>.+?),? {WE}{ADVERBS}{VERB}{BEFORE}
!seen           (?:except|except for|apart from|aside from|besides|other than|bar) (?P<but>.+?),? {WE}{ADVERBS}{VERB} (?:{LIST}|(?:all )?the (?:rest|others)|everything(?: else)?){BEFORE}
!seen           (?:only|just) (?P<but>.+?) (?:is|are) new(?: to (?:me|us))?
!seen           (?:these|those|they)(?: are|'re) (?:all )?(?:{NOUNS} )?(?:that )?{WE}{ADVERBS}{VERB}{BEFORE}
!seen           all(?: of {DEM})?(?: already)? (?:seen|watched|known){BEFORE}
!seen           (?:none of {DEM}|nothing(?: here| in (?:this|the) list)?) (?:is|are) new(?: to (?:me|us))?
!seen           (?:there(?:'s| is) )?nothing(?: here| in (?:this|the) list)?(?: that)? (?:i|we) (?:haven't|have not) (?:seen|watched)(?: yet)?
profile         (?:and |so )?what (?:all )?(?:do|did|have|can) you (?:know|remember|learn|learned|learnt|store|stored|save|saved|have|noted|note|got|tell me|figured out|found out|gathered|worked out)(?: so far| stored| saved| noted)? (?:about|of|on) (?:me|my {MINE}){WHERE}
profile         (?:and |so )?(?:what|which)(?:'s| is| are) my (?:current )?{MINE}{WHERE}
profile         what's in my {MINE}{WHERE}
profile         what does my {MINE} (?:look like|say|hold|contain)
profile         (?:what|which {{nouns}}|which of these|what else) (?:have|did) i (?:told|tell|said|say|asked|ask|liked|like|rated|rate|wished|wish|loved|love|disliked)(?: for)?(?: to)?(?: you)?(?: (?:that )?i (?:like|liked|love|loved|want|wanted|prefer|dislike|hate|rated))?(?: about me(?:self)?| about myself)?{WHERE}
profile         what (?:(?:kind|kinds|sort|sorts|type|types) of {{nouns}} )?{THAT} (?:really )?(?:like|love|enjoy|prefer|want){WHERE}
profile         (?:show|display|list|see|open|view|give|tell|summari[sz]e|print|describe|read|review|check)(?: me| us)?(?: up)? (?:my|a summary of my|all my) {MINE}{WHERE}
profile         (?:show|tell|remind|give)(?: me| us)? (?:of )?(?:what|which|everything|all)(?: {{nouns}})?(?: that)? (?:you (?:know|remember|have|have learned|have stored|stored|think you know)(?: about| of| on)? me|i(?:'ve| have)? (?:asked for|told you|said|liked?|loved?|wanted|want))(?: so far)?{WHERE}
profile         (?:tell me )?(?:what|everything) you (?:know|remember|have stored|have) (?:about|of|on) me{WHERE}
profile         (?:what|which) (?:have you|you have|you've) (?:stored|saved|noted|learned) (?:about|of|on) me
profile         (?:tell me )?what you (?:have|'ve) (?:stored|saved|noted|learned|learnt)(?: down)? (?:about|of|on) me
profile         do you (?:still )?(?:know|remember) (?:my {MINE}|what i (?:like|liked|said|told you|want|wanted|asked for)|who i am|anything about me){WHERE}
profile         (?:show|tell) (?:me|us) what my {MINE} (?:says|looks like|holds)
profile         (?:(?:give|show) (?:me|us) )?a summary of (?:what i(?:'ve| have)? (?:told you|said|liked?|asked for)|my {MINE})
profile         my {MINE}{WHERE}
quiet           (?:please )?(?:stop|quit|no more|enough with|enough|don't|do not|never|without|not|avoid|less) {ASK}(?:ing)?{WITH_QUESTIONS}
quiet           (?:please )?(?:no|no more|enough|enough with|enough of|stop with|stop|cut|skip|less|fewer|spare me|drop|without|leave out|quit)(?: with)? (?:the |your |all the |these |all these |any |any more |further )*(?:questions?|questioning|quiz|interrogation|asking)
quiet           (?:you(?:'re| are)? )?(?:ask|asking)(?: me| us)? (?:too much|too many questions|so many questions|too many things|a lot of questions)
quiet           (?:there are |that's |you have |way |far )*too many questions(?: from you)?
quiet           i(?:'d| would)?(?: really)? (?:don't want to|do not want to|rather not|don't feel like|don't like to|won't|hate to|prefer not to)(?: be)? (?:answer|answering|asked)(?: any| your| more| so many| these| all these)*(?: questions?| anything)?
quiet           i(?:'m| am) (?:tired|sick|fed up|done|bored)(?: and tired)? (?:of|with) (?:your |the |all the |all these |these |answering |being asked )*(?:questions?|anything)?
quiet           i (?:don't|do not|won't) (?:want|need|like|answer)(?: any| more| any more| all| these| your)* questions
quiet           not (?:ask)(?: me)?(?: so many| any| more)*(?: questions?)?
slow            (?:the |its |their )?(?:pace|pacing|story|plot|they|these|those|(?:these|those) {{nouns}}|it all|everything(?: here)?)(?: all| just| really| kind of| kinda| sort of)* (?:drags?|dragged|crawls?|takes? forever|(?:is|are) too slow)(?: on)?(?: too much| so much| a lot| a bit| for me)*(?: in (?:all of |most of )?(?:these|them|those))?
films           (?:just|only|simply) (?:show|give|bring)(?: me| us)? (?:the |some |a list of |your )?(?:{{nouns}}|list|a list|recommendations|suggestions|something)
welcome         (?:(?:now )?you(?:'re| are)? (?:can|may|could|should|welcome to|free to|allowed to)|feel free to|go ahead and|please do|do|you're welcome to)(?: now)? ask(?: me| us)?(?: again)?(?: some| more| any| your)*(?: questions?| things| anything)?(?: again)?
welcome         (?:please )?ask (?:me|us|away|again)(?: again)?(?: some| more| any| your)*(?: questions?| things| anything| a question)?(?: again)?
welcome         (?:your )?(?:questions?|asking) (?:are|is) (?:fine|ok|okay|welcome|all right|allowed)(?: again| now)?
choose          {WILL} {{item}}{WHEN}
choose          {{item}} it (?:is|shall be|will be){WHEN}
choose          (?:that|this|it)(?: one)?(?:'s| is) (?:the one|it|settled|decided)
choose          (?:that|this) (?:settles it|will do(?: nicely)?|is the one)
choose          that'll do(?: nicely)?
choose          {{item}} then{WHEN}
choose          {{item}} will do(?: nicely| just fine| fine)?
choose          my choice is {{item}}
tell            {{item}} (?:looks?|sounds?|seems?|might be) (?:so |very |really |pretty |quite |kind of |kinda |rather |like )*(?:good|great|nice|fine|ok|okay|alright|cool|fun|lovely|promising|interesting|intriguing|perfect|right|like fun|a good one)(?: to me)?
tell            (?:hmm[, ]+)?i like the (?:look|sound|looks) of {{item}}
choose          (?:i'll|i will|we'll) (?:watch|take|try|have) (?:it|this|that)(?: one)?{WHEN}
"""
)
SO = r"(?:so |very |really |pretty |quite |just |all |much |way |far |a lot |a bit |lots |even |already |rather |totally |absolutely )*"
GOOD = r"(?:good|great|nice|fine|cool|perfect|lovely|awesome|excellent|wonderful|amazing|brilliant|fantastic|superb|promising|interesting|spot on|not bad|right|better)"
APPROVED = (
    r"(?:(?:oh|ah|aha|ok|okay|yes|yeah|wow|hey|well|hmm|and|ooh|mm)[\s,.!]+)*"
    rf"(?:{SO}{GOOD}"
    rf"|(?:that|this|it|these|those|they)(?:'s| is|'re| are| looks?| look| sounds?| sound| seems?| seem)(?: like)? (?:a )?{SO}{GOOD}(?: {NOUNS}| list| one)?"
    rf"|(?:looks?|sounds?|seems?) {SO}{GOOD}"
    r"|(?:a )?(?:much|way|far|a lot|even) better (?:list|picks|suggestions|recommendations|choices|selection)"
    r"|(?:what )?(?:a |some )?(?:so |very |really |pretty )*(?:good|great|nice|fine|cool|lovely|awesome|excellent|wonderful|perfect|brilliant) (?:list|picks|suggestions|recommendations|choices|selection|job|work|one)"
    r"|(?:that's |this is |now that's )?more like it|now we(?:'re| are) talking|(?:that's |this is |these are )?(?:exactly |just |precisely )?what i (?:wanted|meant|was looking for|need|needed|had in mind)"
    rf"|i (?:really |quite )?(?:like|love) (?:these|those|them|this list|the list|your {NOUNS}|these {NOUNS})|well done|good job|there you go|bravo|that's the spirit)"
)
APPROVING = rf"(?:{APPROVED}[\s,.!]*)+"

__all__ = ["APPROVING", "BEGIN", "END", "REMARKS"]
