"""Profiling switched off and on in words: "stop using my history", "don't profile me", "use my history again", 别给我做画像,
不要用我的历史推荐, 重新用我的历史推荐.

Read as wholes, as corrections of the profile are: "my history" is no title, and "delete my history" asks for something else.
"""

import re

from chatrec.core.acts import CorrectProfile, Everything

WHOSE = r"(?:watch|watching|viewing|listening|reading|purchase|buying|browsing|rating|search|past|personal|user|whole|entire|own)"
KEPT = (
    rf"(?:my (?:{WHOSE} ){{0,2}}(?:history|histories|profile|data|past|ratings|likes(?: and dislikes)?|tastes?|behaviou?r|activity|preferences)"
    r"|(?:what|anything|everything|all)(?: that)? you (?:already )?(?:know|have|knew|learned|learnt|remember)(?: about| of| on| from)? me)"
)
FOR = (
    r"(?: (?:for|in|when|while|to)(?: making| giving me| me)? ?(?:my |any |the |these )?(?:recommend|recommending|recommendations?|suggestions?|list|lists|this|that)"
    r"(?: (?:me )?(?:things|anything|something|films|movies|stuff|books|songs))?)?"
)
END = r"(?: (?:please|pls|thanks|any ?more|any longer|from now on|now|for now|at all|for a while|ok|okay|here|today))*"
AGAIN = r"(?: (?:please|pls|again|now|once more|after all|from now on|as before))*"
WISH = r"(?:(?:please|pls|can you|could you|will you|would you|i want you to|i(?:'d| would) like you to|you (?:should|must|can|may)|from now on|just) )*"
PERSONAL = r"(?:profiling|personali[sz]ation|personali[sz]ed recommendations|personali[sz]ing|tracking)"
OFF_EN = rf"""
{WISH}(?:stop|quit|cease|no more) (?:using|considering|looking at|relying on|going by|reading|counting) {KEPT}{FOR}{END}
{WISH}(?:don't|do not|dont|never|not) (?:use|consider|look at|rely on|go by|read|count|take into account) {KEPT}{FOR}{END}
{WISH}(?:ignore|disregard|leave out|leave aside|set aside) {KEPT}{FOR}{END}
{WISH}(?:recommend(?: (?:me )?(?:things|something|films|movies|stuff))?|show me something|suggest something) without (?:using |looking at )?{KEPT}{END}
{WISH}(?:don't|do not|dont|stop|never) (?:base|basing) (?:recommendations|my recommendations|the list|this|anything|things) on {KEPT}{END}
{WISH}(?:don't|do not|dont|stop|never|no) (?:profile|profiling|track|tracking|analy[sz]e|analy[sz]ing|personali[sz]e for|personali[sz]ing for) me{END}
{WISH}(?:don't|do not|dont|stop|never) (?:learn|learning|remember|remembering|record|recording)(?: anything| things)?(?: new)? (?:about me|from me|of me|from what i (?:do|say)|what i (?:do|say|like))(?: or do| or say)?{END}
{WISH}(?:don't|do not|dont|stop) (?:personali[sz]e|personali[sz]ing)(?: (?:my |the )?(?:recommendations?|lists?|things|anything|it|this))?{END}
{WISH}(?:turn|switch) (?:the |my )?{PERSONAL} off{END}
{WISH}(?:turn off|switch off|disable|stop|deactivate) (?:the |my |all )?{PERSONAL}{END}
(?:no|without) (?:profiling|personali[sz]ation|tracking){END}
i (?:don't|do not|dont) want (?:to be (?:profiled|tracked|analy[sz]ed)|you to (?:profile|track|analy[sz]e) me|(?:any )?{PERSONAL}|my (?:history|profile|data) (?:to be )?used|you to use {KEPT}{FOR}){END}
{WISH}opt (?:me )?out(?: of (?:profiling|personali[sz]ation|tracking))?{END}
"""
ON_EN = rf"""
{WISH}(?:start (?:using|considering)|use|consider|go by|go back to using|return to using|resume using) {KEPT}{FOR}{AGAIN}
{WISH}take {KEPT} into account{AGAIN}
{WISH}(?:profile|personali[sz]e for) me{AGAIN}
{WISH}(?:start |resume )(?:profiling me|personali[sz]ing(?: (?:for me|my recommendations|my list|things))?){AGAIN}
{WISH}personali[sz]e (?:my )?(?:recommendations?|lists?|things|it){AGAIN}
{WISH}(?:turn|switch) (?:the |my )?{PERSONAL} (?:back )?on{AGAIN}
{WISH}(?:turn on|switch on|turn back on|switch back on|enable|re-?enable|resume|restart|activate) (?:the |my )?{PERSONAL}{AGAIN}
{WISH}opt me (?:back )?in(?: to (?:profiling|personali[sz]ation))?{AGAIN}
{WISH}(?:learn|start learning)(?: again)? from (?:what i (?:do|say)|me)(?: or say| or do)?{AGAIN}
"""
KEPT_ZH = (
    "我的?(?:个人|以前的?|过去的?|所有的?|全部)?(?:观看|观影|浏览|购买|收听|阅读|播放|评分|搜索|行为|历史|兴趣)?"
    "(?:历史记录|历史数据|历史|记录|画像|档案|数据|资料|信息|喜好|口味|偏好|评分|过去)"
)
ASK_ZH = "(?:(?:请|麻烦|拜托|你|能不能|可不可以|可以|以后|从现在起|从现在开始|现在|暂时|先|那就|那|就)[，,]?)*"
NOT_ZH = "(?:不要|别|不用|不许|不准|不能|停止|不想让你|我不想让你|我不想你|不希望你|我不希望你|不再)"
USE_ZH = "(?:使用|利用|参考|根据|依据|基于|按照|考虑|分析|收集|读取|记录|用|看|按|拿)"
BY_ZH = "(?:使用|利用|参考|根据|依据|基于|按照|考虑|用)"
PURPOSE_ZH = "(?:来|去|给我|为我|做|进行|再)*(?:推荐|个性化|个性化推荐|推荐东西|推荐电影|分析|画像)?"
END_ZH = "(?:了|吧|啊|呀|哦|好吗|好不好|行吗|谢谢|，|,)*"
PERSONAL_ZH = "(?:个性化推荐|个性化|用户画像|画像|追踪|跟踪|个人化)"
OFF_ZH = f"""
{ASK_ZH}{NOT_ZH}(?:再|总|老)?{USE_ZH}{KEPT_ZH}{PURPOSE_ZH}{END_ZH}
{ASK_ZH}{NOT_ZH}(?:再|总|老)?(?:给我|为我|对我|帮我|替我)(?:做|搞|进行|弄|建立?|建)?(?:什么|任何)?{PERSONAL_ZH}{END_ZH}
{ASK_ZH}(?:{NOT_ZH}(?:再)?|关闭|关掉|关了|停用|取消|停掉|禁用)(?:做|搞|进行|开|用)?{PERSONAL_ZH}(?:功能)?{END_ZH}
{ASK_ZH}把{PERSONAL_ZH}(?:功能)?(?:关闭|关掉|关了|停掉|停用){END_ZH}
{ASK_ZH}{NOT_ZH}(?:再)?(?:跟踪|追踪|分析|研究|画像|监视)我{END_ZH}
{ASK_ZH}{NOT_ZH}(?:再)?(?:记住|学习|记录|了解)(?:我的?(?:行为|喜好|习惯|口味)|关于我的(?:任何)?(?:事|信息|东西)|我(?:说|做|看)的(?:东西|事|话)?){END_ZH}
{ASK_ZH}(?:忽略|无视|不管|撇开|抛开){KEPT_ZH}{PURPOSE_ZH}{END_ZH}
我?(?:不想|不希望|不愿意?)被(?:画像|跟踪|追踪|分析|记录){END_ZH}
"""
AGAIN_ZH = "(?:重新|恢复|继续|再次|又|还是|开始|接着)"
ON_ZH = f"""
{ASK_ZH}(?:{AGAIN_ZH}(?:可以)?)?{BY_ZH}{KEPT_ZH}{PURPOSE_ZH}{END_ZH}
(?:你)?(?:又|现在)可以(?:重新|再)?{BY_ZH}{KEPT_ZH}{PURPOSE_ZH}{END_ZH}
{ASK_ZH}(?:{AGAIN_ZH}|打开|开启|启用|开)+{PERSONAL_ZH}(?:功能)?{END_ZH}
{ASK_ZH}把{PERSONAL_ZH}(?:功能)?(?:重新)?(?:打开|开启|恢复|启用){END_ZH}
{ASK_ZH}{AGAIN_ZH}?(?:给我|为我|对我|帮我)(?:重新)?(?:做|进行|建立?){PERSONAL_ZH}{END_ZH}
"""


# Most messages hold none of these, and are looked at no further.
HINTS = (
    "histor", "profil", "personal", "track", "analy", "opt ", "data", "past", "ratings", "likes", "taste", "behavio", "activity",
    "preferences", "know", "have", "learn", "remember", "record", "画像", "个性化", "个人化", "跟踪", "追踪", "分析", "研究", "监视", "历史",
    "记录", "记住", "学习", "了解", "档案", "数据", "资料", "信息", "喜好", "口味", "偏好", "评分", "过去",
)  # fmt: skip


def _compiled(*tables: str) -> re.Pattern[str]:
    lines = [line for table in tables for line in table.strip().splitlines()]
    return re.compile(rf"(?:{'|'.join(lines)})[ ?!.。！？]*", re.IGNORECASE)


OFF, ON = _compiled(OFF_EN, OFF_ZH), _compiled(ON_EN, ON_ZH)


def switched(text: str) -> CorrectProfile | None:
    """What a stretch of a message says of profiling, None where it speaks of something else."""
    lowered = text.lower()
    if not any(hint in lowered for hint in HINTS):
        return None
    if OFF.fullmatch(text):
        return CorrectProfile(Everything())
    return CorrectProfile(Everything(), counts=True) if ON.fullmatch(text) else None


__all__ = ["switched"]
