"""How English asks for facts: a pattern a line, the item at {what}. "!" before a field: the words can mean little else, so that
a title which we do not know is one all the same.
"""

from chatrec.dialogue.nlu.words.phrases import Pattern, patterns

BEGIN = (
    r"(?:(?:hey|hi|hello|ok|okay|so|and|but|well|oh|um|btw|by the way|just curious|please|quick question|then|also|one more thing)[,:! ]+)*"
    r"(?:(?:can|could|would|will) (?:you|u) (?:please |pls )?(?:tell|remind) me (?:again )?|(?:please |pls )?tell me (?:again )?"
    r"|do (?:you|u) (?:happen to )?know |i(?:'d| would) like to know |i want to know |i(?:'m| am) (?:curious|wondering) "
    r"|i wonder |any idea |remind me (?:again )?)?"
)
END = r"(?: tonight| lately| recently| today| now| please| pls| again| exactly| by the way| btw| then| though| anyway| actually| tho| for me)*[ ?!.]*"
FILM = r"(?:film|movie|picture|flick|book|novel|album|song|record|show|phone|laptop|product|item|thing|one)"
KIDS = (
    r"(?:my |the |our |a |an |small |young |little |whole )*(?:kids?|children|child|toddlers?|family|son|daughter|teens?|teenagers?|"
    r"(?P<age>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)"
    r"[ -]?(?:years?[ -]?olds?|yo)(?: kids?| child| boy| girl)?)"
)

FACTS: tuple[Pattern, ...] = patterns(
    rf"""
!director       who (?:directed|shot|helmed|was directing) {{what}}
!director       who(?:'s|s| is| was| are| were) the directors? (?:of|behind|for) {{what}}
!director       who(?:'s|s| is| was) the director|who directed
!director       who (?:is|was|were|are) {{what}} (?:directed|shot|helmed) by
!director       (?:who|whom) (?:is|was) {{what}}(?:'s|s') directors?
!director       (?:{{what}} (?:was |is )?directed by (?:who|whom)|(?:the )?directors? of {{what}}|{{what}}'s director)
!maker          who (?:made|makes|produces|manufactured|manufactures) {{what}}
!writer         who (?:wrote|penned|scripted|authored) (?:the (?:script|screenplay|book|novel|story) (?:for|of|to|behind) )?{{what}}
!writer         who(?:'s|s| is| was| are| were) the (?:writers?|screenwriters?|authors?) (?:of|behind|for) {{what}}
!writer         who (?:is|was|were|are) {{what}} (?:written|penned) by
!writer         (?:the )?(?:writers?|screenwriters?|authors?) of {{what}}
!actor          who (?:stars?|starred|acts?|acted|plays?|played|appears?|appeared)(?: in| on)? {{what}}
!actor          who(?:'s|s| is| are| was| were)(?: all)?(?: the)? (?:starring|acting|playing|stars?|(?:main |lead |leading )?(?:actors?|actress(?:es)?)|lead|leads|cast|leading man|leading lady) (?:in|of) {{what}}
actor           who(?:'s|s| is| are| was| were)(?: all)? in {{what}}
!actor          (?:who|what)(?:'s|s| is| was| are| were) (?:that|the|this) (?:\w+ )?(?:guy|actor|actress|dude|woman|man|girl|lady|star|kid)(?: (?:who|that) (?:plays|played|stars|starred|was|is))? (?:from|in|of) {{what}}
!actor          who(?:'s|s| is| are)?(?: all)? (?:in(?: it)?|starring|acting|stars|the (?:stars?|actors?|cast|lead|leads))
!actor          who (?:does|did) {{what}} star
!actor          (?:what|which) (?:actors?|actresses|stars|famous actors|people) (?:are|is|were|was|play|star|appear|starred|played) (?:in )?{{what}}
!actor          (?:the |what(?:'s|s| is) the )?cast of {{what}}|{{what}}(?:'s|s') cast(?: list)?
!artist         who (?:sings?|sang|performs?|performed|recorded) {{what}}
!year           when (?:did|does) {{what}} (?:come out|get released|premiere|release|open|hit (?:the )?(?:cinemas?|theaters?|theatres?|shelves))
!year           when (?:was|is|were) {{what}} (?:made|released|shot|filmed|published|from|out|recorded|launched|produced)
year            when (?:was|is) {{what}}
!year           (?:what|which) years?(?: was| is| did| does| were|'s|s) {{what}}(?: from| made| released| come out| out| published| shot| filmed)?
!year           (?:in|from) (?:what|which) year (?:is|was|did) {{what}}(?: from| made| released| come out| published)?
!year           (?:what(?:'s|s| is) the )?(?:release|publication) (?:year|date) (?:of|for) {{what}}|{{what}}(?:'s|s') release (?:date|year)
!year           how (?:old|new|recent) (?:is|was) {{what}}
!year           (?:what(?:'s|s| is| was) )?the year of {{what}}
!runtime        how long (?:is|was|does|are|will|would) {{what}}(?: run| last| take| go on| be)?(?: for)?
!runtime        how long
!runtime        how many (?:minutes|hours|pages)(?: long)? (?:is|does|are|has) {{what}}(?: have| run| last| long| take)?
!runtime        what(?:'s|s| is) the (?:running ?time|length|duration|page count) (?:of|for|on) {{what}}|{{what}}(?:'s|s') (?:running ?time|runtime|length)
!runtime        (?:running ?time|runtime|length) of {{what}}
!language       (?:what|which) languages? (?:is|are|was|were|do they speak|does|do) (?:in )?{{what}}(?: in| spoken in| have| made in| written in| shot in| use)?
!language       in (?:what|which) languages? (?:is|was|are) {{what}}(?: made| written| shot| spoken)?
!language       what(?:'s|s| is| are) the (?:original )?languages? (?:of|in) {{what}}
!country        (?:where|what country|which country|which countries|what countries)(?: is| was| does| did| are| were|'s) {{what}} (?:from|made|made in|produced|produced in|come from|shot|shot in|filmed|filmed in)
!country        (?:in|from) (?:what|which) (?:country|countries) (?:is|was|does|were) {{what}}(?: come| made| produced| shot)?
!country        what(?:'s|s| is| are) the (?:country|countries)(?: of origin)? (?:of|for) {{what}}
!city           (?:where(?:'s|s| is| are)|where exactly is) {{what}}(?: located| situated| exactly)?
!genre          (?:what|which) (?:kind|sort|type|genre|style)s?(?: of)?(?: a)? ?{FILM}?(?:'s|s| is| are| was) {{what}}
!genre          what(?:'s|s| is| are) the genres? (?:of|for) {{what}}
!theme          (?:what|which) (?:themes|topics|subjects) (?:does|do|are|is) {{what}} (?:have|deal with|about|cover|explore)
!theme          what(?:'s|s| is| are) the (?:themes?|topics?|subjects?) (?:of|in) {{what}}
!plot           what(?:'s|s| is| was) {{what}} (?:about|all about)
!plot           what happens in {{what}}|what(?:'s|s| is) the (?:plot|story|storyline|premise)
!plot           what(?:'s|s| is) the (?:plot|story|storyline|synopsis|premise|summary)(?: of| in| for| behind)? {{what}}
!plot           (?:give me |show me )?(?:the |a )?(?:plot|synopsis|summary|storyline|premise) (?:of|for) {{what}}
!plot           (?:summari[sz]e|describe) {{what}}
!based_on       what(?:'s|s| is| was) {{what}} based (?:on|upon)
!based_on       (?:is|was) {{what}} based (?:on|upon) (?:a |an |any |some |the |real |true )*(?:book|novel|true|real|story|stories|events|play|comic|game|anything|something|life|memoir).*
!based_on       (?:is|was) {{what}} (?:an adaptation|adapted(?: from.*)?|a true story)
!based_on       (?:what|which) (?:book|novel|story|play|comic|source)(?: is| was) {{what}} (?:based (?:on|upon)|adapted from|from)
!award          (?:what|which|how many|any) (?:awards?|oscars?|prizes?|academy awards?)(?: did| has| have| does)? {{what}} (?:win|won|get|got|have|received?|take home)
!award          (?:did|has) {{what}} (?:win|won|get|got|received?) (?:any |an |some |many |a |the |lots of )*(?:oscars?|awards?|prizes?|academy awards?|anything|best picture).*
!award          (?:what(?:'s|s| are) the |the )?(?:awards?|oscars?) (?:of|for|won by) {{what}}
!franchise      (?:is|was) {{what}} (?:part of|from|in) a (?:series|franchise|trilogy|saga).*
!franchise      (?:what|which) (?:series|franchise|saga) (?:is|does) {{what}} (?:part of|from|in|belong to)
!mood           what(?:'s|s| is) the (?:mood|tone|vibe|atmosphere) (?:of|in|like in) {{what}}
!mood           what mood (?:is|does) {{what}}(?: have| in)?
!pace           (?:what(?:'s|s| is) the pac(?:e|ing) (?:of|in) {{what}}|how (?:slow|fast)(?:-paced)? is {{what}})
!price          how much (?:is|are|does|do|would|for) {{what}}(?: cost| costs| go for| sell for)?
!price          what (?:does|do|would) {{what}} (?:cost|go for|sell for)
!price          (?:what(?:'s|s| is) the )?(?:price|cost) (?:of|for) {{what}}
!maker          (?:what|which) (?:brand|make|manufacturer)(?: is| does| made| makes|'s) {{what}}(?: belong to)?
!rating         (?:what(?:'s|s| is) the )?(?:rating|score) (?:of|for) {{what}}
!age            (?:is|would|are|was) {{what}} (?:be )?(?:suitable|ok|okay|alright|appropriate|good|fit|safe|fine|right|suited|too (?:scary|violent|much)|meant|made)(?: to watch)? (?:for|with) {KIDS}
!age            (?:can|could|may|should) {KIDS} (?:watch|see|read) {{what}}
!age            can i (?:watch|see) {{what}} with {KIDS}
!age            (?:what|which|from what) age(?: group| rating| limit)?(?: is| does| are) {{what}}(?: suitable)?(?: for| have)?
!age            how old (?:do you have to|should (?:you|one|kids)|must (?:you|one)) (?:be )?(?:to (?:watch|see) )?{{what}}
!age            (?:what(?:'s|s| is) the )?(?:age rating|age limit|suitable age) (?:of|for) {{what}}
!age            (?:is|was) {{what}} (?:kid|kids|family|child|children)[ -]?friendly
year           (?:is|was) {{what}} (?:really |very |too |that |so |an? )*(?:old|new|recent)(?: one| {FILM})?
runtime        (?:is|was) {{what}} (?:really |very |too |that |so |a )*(?:long|short|lengthy)(?: one| {FILM})?
"""
)

# {much} is what a level says there is a lot of: "violent", "nudity".
LEVELS: tuple[Pattern, ...] = patterns(
    r"""
much            (?:is|was|are) {what} (?:really |very |too |that |so |quite |at all |particularly |a bit |kind of )*{much}
much            how {much} (?:is|was|does) {what}(?: get)?
much            how much {much} (?:is there |is |does )?(?:in )?{what}(?: have| contain)?
much            (?:does|did|do) {what} (?:have|contain|show|include) (?:a lot of |lots of |much |any |many |some |too much |lot of |graphic )*{much}(?: scenes| in it)?
much            (?:is|are) there (?:a lot of |lots of |much |any |many |some |too much |lot of |graphic )*{much}(?: scenes)?(?: in it)?
much            (?:is|are) there (?:a lot of |lots of |much |any |many |some |too much |lot of |graphic )*{much}(?: scenes)? in {what}
"""
)

# {field} is any field of the catalogue by its name.
FIELDS: tuple[Pattern, ...] = patterns(
    r"""
field           (?:what|which) {field}(?:'s|s| is| are| was| does| do| did| has) {what}(?: have| has| come in| in| of| from| belong to| with| come with| use| run)?
field           what(?:'s|s| is| are| was| were) the {field} (?:of|for|on|in) {what}
field           what(?:'s|s| is| are) {what}(?:'s|s') {field}
field           how (?:much|many) {field} (?:does|do|is|has|are) {what}(?: have| has| come with)?
field           the {field} of {what}
"""
)

# {who} is a person or whatever a value names; {when} and {what} an item that stands before or after.
WORKS: tuple[Pattern, ...] = patterns(
    rf"""
works           what(?: else| other {FILM}s?|{FILM}s?| {FILM}s?)? (?:has|have|did|does|had|was|is) {{who}} (?:also |ever |else )*{{verb}}(?: in)?(?: (?P<when>before|after|since|prior to) {{what}})?
works           (?:what|which)(?: other)? {FILM}s? (?:has|have|did|does|had|was|is|are) {{who}} (?:also |ever |else )*{{verb}}(?: in)?(?: (?P<when>before|after|since|prior to) {{what}})?
works           what else (?:is there )?(?:by|from|with) {{who}}
works           what(?:'s|s| is| are) {{who}}(?:'s|s') other {FILM}s?
works           (?:what|which)(?: other)? {FILM}s?(?: do you have| are there| have you got)? (?:by|from) {{who}}(?: are there| do you have)?
franchise       (?:is|are|was|were) there (?:also )?(?:any |a |an |more |other )*(?:sequels?|prequels?|follow-?ups?|second part|other parts|parts|films? in the series|movies? in the series)(?: to| of| for)? {{what}}
franchise       (?:is|are|was|were) there (?:also )?(?:any |a |an |more |other )*(?:sequels?|prequels?|follow-?ups?|second part|other parts|more parts|films? in the series|movies? in the series)
franchise       (?:did|does|has) {{what}} (?:have|get|got|had) (?:any |a |an )*(?:sequels?|prequels?|follow-?ups?|second part)
works           (?:(?:show|give|list) me |any |i want |i'd like |got any |do you have (?:any )?)?(?:some |all |more |other )*(?:of )?(?P<who>his|her|their)(?: other| own)? {FILM}s
works           (?:(?:show|give|list) me |any |i want |i'd like |got any |do you have |is there )?(?:some(?:thing)?|any(?:thing)?|more|other|else|what| )*(?: {FILM}s?)? ?(?:else |more )?(?:by|with|from|starring|featuring) (?P<who>him|her|them)(?: in (?:it|them))?
"""
)
VERBS = (
    r"(?P<verb>made|make|makes|directed|direct|done|do|shot|shoot|written|wrote|write|starred|star|acted|act|played|play|been|appeared|"
    r"appear|published|publish|recorded|record|sung|sing|create|created)"
)
ROLES = {
    "direct": "director",
    "sho": "director",
    "w": "writer",
    "publish": "writer",
    "star": "actor",
    "act": "actor",
    "play": "actor",
    "been": "actor",
    "appear": "actor",
    "record": "artist",
    "s": "artist",
}

# Asked before all else: what a thing is based on may be a book, and true all the same.
TRUTHS: tuple[Pattern, ...] = patterns(
    r"""
theme           (?:is|was) {what} (?:really |actually )*(?:based (?:on|upon) )?(?:a )?(?P<value>true stor(?:y|ies)|true events|real events|real story)
"""
)
# {value} is any value that the catalogue's words know: "a comedy", "in Japanese", "Tom Hanks".
WHETHER: tuple[Pattern, ...] = patterns(
    r"""
director        (?:is|was) {what} (?:directed|made|shot) by {value}
writer          (?:is|was) {what} (?:written|penned) by {value}
director        (?:did|has) {value} (?:direct|make|shoot|directed|made) {what}
writer          (?:did|has) {value} (?:write|written) {what}
actor           (?:is|was) {value} in {what}
actor           (?:did|does|has) {value} (?:star|act|play|appear|starred|acted|played|appeared)(?: in)? {what}
actor           (?:does|did) {what} (?:star|have|feature) {value}(?: in it)?
language        (?:is|was) {what} (?:spoken )?in {value}
country         (?:is|was) {what} (?:made in|from) {value}
any             (?:is|was|are|isn't|isnt|wasn't) {what} {value}
any             (?:does|do|will|would) {what} (?:have|come with|include|offer|give(?: me| you)?|provide|get(?: me| you)?|allow) {value}
any             (?:is|are) there {value} (?:at|in|with|for) {what}
any             (?:can|do) i get {value} (?:at|from|with|for) {what}
any             how {value} (?:is|was|does) {what}(?: get)?
"""
)
JUDGED: tuple[Pattern, ...] = patterns(
    rf"""
judge           what(?:'s|s| is| was| are) {{what}} like
judge           (?:so )?how(?:'s|s| is| was| are| good is| good was) {{what}}
judge           (?:is|was|are) {{what}} (?:really |very |actually |even |that |also )*(?:any good|good|great|worth (?:it|watching|seeing|a watch|my time|reading|buying|a try|the money|my money|the time)|a good {FILM}|decent|fun|nice|something for me|for me|my (?:kind of|type of|sort of) (?:thing|{FILM})|a good (?:choice|pick|idea|one))
judge           (?:would|will|do you think|might|could|d'you think)(?: i| we|(?: i| we) would|(?: i| we) will|(?: i|we)'ll|(?: i|we)'d) (?:like|enjoy|love|dig|be into) {{what}}
judge           (?:would you say|do you think|you think)(?: that)? {{what}} (?:is|was) (?:any good|good|great|worth (?:it|watching|seeing|reading|buying|my time|a watch))
judge           should (?:i|we) (?:watch|see|read|buy|get|try|pick|choose|listen to|go for) {{what}}
judge           what do you (?:think|make|say) (?:of|about) {{what}}
judge           (?:what(?:'s|s| is| are) )?(?:your |any )(?:opinion|opinions|thoughts|take|verdict|view) (?:of|on|about) {{what}}
judge           (?:do|would|can|could) you recommend {{what}}
judge           (?:rate|evaluate|assess|judge) {{what}}
judge           (?:do|did) (?:other |most |many )?(?:people|others|critics|viewers|readers|listeners|users|folks)(?: here)? (?:really |actually )?(?:like|love|enjoy|rate|recommend) {{what}}
judge           what (?:do|did|are) (?:other |most )?(?:people|others|critics|viewers|readers|listeners|users|folks)(?: here)? (?:think|say|saying|thinking) (?:of|about) {{what}}
judge           (?:is|was) {{what}} (?:really |very |so |that )*(?:popular|well[ -](?:rated|liked|reviewed|received|known)|highly rated|a hit|overrated|underrated)
judge           how (?:good|popular|well[ -]rated|well[ -]liked) (?:is|was) {{what}}
judge           (?:(?:what|how)(?:'s|s| is| are) the |any )?(?:reviews?|ratings) (?:of|for|like for) {{what}}
judge           (?:does|did|has) {{what}} (?:have|get|got) (?:good|great|bad|any) (?:reviews?|ratings)
judge           {{what}}[,:]? (?:any good|worth (?:it|watching|seeing|a watch|reading|buying)|good or bad|good or not|yay or nay|yes or no)
"""
)

# {what} is a superlative, of the list on the table.
EXTREMES: tuple[Pattern, ...] = patterns(
    rf"""
!extreme        (?:which|what)(?: one| {FILM})?(?: of (?:them|these|those|the list))?(?:'s|s| is| was| would be) {{what}}
!extreme        (?:which|what)(?: one| {FILM})?(?: of (?:them|these|those|the list))? (?:has|have|got) {{what}}
!extreme        (?:(?:give|show) me |i(?:'ll| will) (?:take|have|watch) |just )?the (?P<what>(?:most [a-z]+|least [a-z]+|[a-z]+est) one)
!extreme        (?:what(?:'s|s| is) )?{{what}} (?:of|from|among) (?:them|these|those|the list)
"""
)

# {what} holds all the items.
COMPARED: tuple[Pattern, ...] = patterns(
    rf"""
!compare         (?:compare|contrast|weigh) {{what}}(?: for me)?
!compare         (?:which|what)(?: one| {FILM}| of them)?(?:'s|s| is| was| would be| do you think is| should i (?:watch|see|pick|choose|get|read|buy|take)| would i (?:like|enjoy|prefer)(?: more| better)?| do you (?:recommend|prefer|like more)| do i (?:watch|pick|choose))?(?: the)?(?: better| best| more for me| for me)?(?: {FILM}| one| first| tonight)?(?:[,:]| of| -|) {{what}}
!compare         (?:which|what)(?: one)? of {{what}}(?: is| are| was| should i| would i| do you| would you| fits| suits)(?: the)?.{{0,30}}
!compare         which(?: one)?(?: of (?:these|them|those))? (?:should (?:i|we)|shall (?:i|we)|would (?:you|i)|do (?:you|i)|to) (?:watch|pick|choose|recommend|suggest|see|start with|read|take|get|buy|listen to|go for|go with|prefer|like (?:best|most|more|better))(?: first| tonight| then| most| best)*
!compare         which(?: one)?(?: of (?:these|them|those))?(?:'s|s| is| has| would be)(?: the)? (?:best|better|best one|better one|best (?:reviews?|ratings?|rated|liked|reviewed)|highest (?:rated|rating)|most popular)
compare         should (?:i|we) (?:rather )?(?:watch|see|read|buy|get|try|pick|choose|go for|go with|listen to) {{what}}
compare         (?:is|was) {{what}}
compare         (?:would i (?:like|enjoy|prefer)|do you (?:prefer|recommend)|what do you (?:prefer|recommend)[,:]?) {{what}}(?: more| better)?
!compare         what(?:'s|s| is| are) the differences? between {{what}}
compare         how (?:does|do|would) {{what}}(?: compare)?
!compare         {{what}}[,:?]* (?:which (?:one )?(?:is|should|would|do|to|fits|suits).{{0,40}}|what(?:'s|s| is) better|which|which one)
compare         {{what}}
"""
)
BETWEEN = (
    r"(?:,? or |,? and |,? vs\.? |,? versus | better than | compared? (?:to|with) | against |, | with | than | to )"
)

__all__ = [
    "BEGIN", "BETWEEN", "COMPARED", "END", "EXTREMES", "FACTS", "FIELDS", "JUDGED", "LEVELS", "ROLES", "TRUTHS", "VERBS", "WHETHER", "WORKS",
]  # fmt: skip
