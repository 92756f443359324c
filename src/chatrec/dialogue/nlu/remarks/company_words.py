"""How both languages say what somebody else likes, refuses, wants or has seen: patterns of verbs behind who does it."""

SO = r"(?:(?:really|very|so|a bit|quite|pretty|all|also|just|totally|absolutely|always|usually|generally|both|too|still|already|rather|easily|particularly|especially|that|much of|exactly|even|ever|such|only|more|mostly|kind of|kinda|sort of)\s)*"
IS = r"(?:(?:is|are|was|were|gets?|got|be|been|being|seems?)\s|'s\s|'re\s)"
NOT_DO = r"(?:can't|cant|cannot|can not|couldn't|won't|wont|will not|wouldn't|would not|would never|will never|never|doesn't|doesnt|does not|don't|dont|do not|didn't|did not)\s"
FOND = r"(?:fans? of|into|keen on|fond of|interested in|crazy about|mad about|obsessed with|in love with|nuts about|big on|up for|in the mood for)"
LIKES = r"(?:likes?|loves?|liked|loved|enjoys?|enjoyed|adores?|adored|prefers?|preferred|digs?|dug|worships?)"
# In this order: a refusal holds the words of a liking.
ENGLISH = rf"""
refuses     {SO}{NOT_DO}{SO}(?:want to\s|want\s|like to\s)?(?:like|love|enjoy|care for|care much for|dig|watch|see|stand|bear|take|handle|stomach|tolerate|appreciate|fancy|want|do|deal with|cope with|get into|go for|sit through)(?: (?:watching|seeing))?
refuses     (?:finds?|found)(?= [a-z -]{{3,40}} (?:unbearable|insufferable|boring|disgusting|annoying|awful|terrible|too [a-z]+)\b)
refuses     never (?:watches|sees|liked)
refuses     (?:isn't|isnt|aren't|arent|wasn't|{IS}{SO}(?:not|no|never))\s?{SO}(?:a |an )?(?:big |huge |great |much of a |real )*{FOND}
refuses     {IS}?{SO}(?:not |less )?(?:scared to death|scared|afraid|frightened|terrified|tired|sick|creeped out|grossed out|put off|disturbed|upset|bored|spooked|traumatised|traumatized)(?: (?:of|by|from|with|at))?(?: (?:watching|seeing))?
refuses     {IS}{SO}(?:allergic|sensitive|averse|opposed) to
refuses     (?:gets?|has|have|had|got) (?:bad |terrible )?nightmares (?:from|of|about|because of|after)
refuses     (?:has|have|had|'s got) (?:absolutely )?(?:no interest in|enough of|had enough of|a phobia of|an aversion to|no patience for|no time for)
refuses     {SO}(?:hates?|hated|dislikes?|disliked|detests?|loathes?|despises?|fears?|dreads?|avoids?|refuses? to (?:watch|see)|faints? at|objects? to)(?: (?:watching|seeing))?
knows       (?:has|have|had|'s|'ve)?\s?{SO}(?<!n't )(?<!not )(?<!never )\b(?:seen|watched|saw|knows|finished|read|heard|played)(?: already)?
wants       {SO}(?:wants?|wanted|(?:would|'d) (?:like|love|prefer|rather)|needs?|feels? like|fancies|asks? for|asked for|insists? on|{IS}(?:in the mood for|after|looking for))(?: (?:to (?:watch|see)|watching|seeing))?
likes       {IS}{SO}(?:a |an )?(?:big |huge |great |massive |real |total )*{FOND}
likes       (?:has|have) a (?:soft spot|weakness|thing) for|can't get enough of|swears? by
likes       (?:'s |'s all-time )?favou?rites?(?: (?:{{nouns}}|genre|one|thing|actor|actress|director)s?)? (?:is|are|was)
likes       {SO}{LIKES}(?: (?:watching|seeing))?
likes       (?:{IS}{SO}an? [a-z-]+ )?(?:buffs?|lovers?|fans?|nuts?|geeks?|fanatics?)\b
joins       {IS}?{SO}(?:(?:here|there|around)(?: too| as well)?|(?:watching|coming|joining)(?: us| me| along| over)?(?: too| as well| with (?:us|me))?|(?:will|'ll|wants? to|would like to) (?:watch|join|be here|be there|come)(?: it| us| me| along| over)?(?: too| as well| with (?:us|me))?|joins?(?: us| me)|watches (?:too|with (?:us|me)))(?=$|[ ,.!?;])
"""
ZH_SO = r"(?:也|都|很|非常|特别|最|超级|超|挺|蛮|比较|一直|真的|其实|从来|又|还|已经|早就|早|刚刚|刚|更|有点|太|实在|可|就|总是|老|一看就|就是)*"
CHINESE = rf"""
refuses     {ZH_SO}不(?:太|怎么|大|是很|是特别|那么|是|很|敢|肯|愿意)?(?:喜欢|爱|想|敢|愿意|肯|能)(?:看)?(?:任何)?
refuses     {ZH_SO}(?:不看|看不了|看不得|受不了|接受不了|讨厌|痛恨|恨|反感|厌恶|嫌弃|害怕看?|(?<!恐)(?<!可)怕看?|不感兴趣|没有?兴趣|无感|看腻了?|看烦了?|没法看|拒绝看?)
knows       {ZH_SO}(?<!没)(?<!没有)看(?:过|完|了)
wants       {ZH_SO}(?:想看|想要|要看|想找|想来点|想|希望看|点名要)
joins       (?:也|都|会|要|想|一起|跟我|和我|跟我们|和我们|在)*(?:一起看|也看|也在|也来|在旁边|一起来|来看|要来|会来)(?:了|的)?(?=$|[，,。！!？?\s])
likes       {ZH_SO}(?:喜欢看?|爱看|最爱|爱(?!情|尔|丽|德|因)|迷恋|热爱|钟爱|偏爱|感兴趣|有兴趣|迷(?![宫失茫雾踪你人]))
"""

__all__ = ["CHINESE", "ENGLISH"]
