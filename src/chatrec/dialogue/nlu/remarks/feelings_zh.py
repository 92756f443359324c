"""Chinese words for how somebody feels, and the ways to say it of oneself."""

from collections.abc import Iterator, Mapping

from chatrec.core.query import Mood
from chatrec.dialogue.nlu.remarks.feelings_en import any_of, read

# As in English.
TABLE = """
    难过/伤心/悲伤/难受/不开心/不高兴/不快乐/低落/失落/忧郁/想哭: -.7 -.3
    孤独/孤单/寂寞/空虚/迷茫/想家/灰心/气馁/丧: -.6 -.3
    抑郁/绝望/崩溃/心碎/痛苦: -.9 -.1
    郁闷/沮丧/委屈/后悔/内疚/失望/心塞/扎心: -.6 .2
    生气/愤怒/恼火/烦/烦躁/烦闷/火大/暴躁/气死/气炸: -.6 .7
    焦虑/紧张/担心/不安/慌/害怕/压力大/压力很大/压力好大/压力山大/心烦意乱: -.5 .7
    累/疲惫/疲倦/疲劳/心累/困/累死/精疲力尽/筋疲力尽: -.4 -.5
    无聊/闷/没劲/提不起劲/闲得慌/闲得无聊/百无聊赖: -.3 -.6
    不舒服/生病/感冒/头疼/发烧: -.5 -.3
    开心/高兴/快乐/愉快/欢乐/美滋滋/心花怒放/爽: .8 .4
    幸福/感动/满足/欣慰/甜蜜/自豪/骄傲: .7 .3
    兴奋/激动/亢奋/热血沸腾/精力充沛: .8 .8
    放松/平静/轻松/惬意/安宁/自在: .6 -.6
    怀旧/感慨/伤感: .1 -.3
"""
# What a day is, or a mood.
STATES = """
    糟糕/糟/糟透了/糟透/倒霉/不顺/不顺利/难熬/很难/太难了/不好/不太好/不怎么好/很差/差/坏/差劲/一塌糊涂/不佳/难: -.7 .3
    好/不错/很好/大好/超好/棒/顺利/完美/美好/极好/挺好: .7 .3
    无聊/平淡/没意思: -.3 -.6
    忙/忙碌/漫长: -.4 .3
"""
# What befalls somebody, and is a theme of films too: 讲离婚的.
BEFALLEN = """
    失恋/分手/被甩/离婚: -.9 .2
    被裁/被炒/失业/丢了工作/挂科/考砸/没考好/考试没过/面试失败: -.8 .4
"""
EVENTS = """
    (?:男朋友|女朋友|老公|老婆|对象)(?:刚|刚刚)?(?:跟我分手|把我甩|离开我)了?: -.9 .2
    我(?:家|的)?(?:的)?(?:狗|猫|爷爷|奶奶|外公|外婆|爸爸|妈妈|朋友)(?:刚|刚刚)?(?:去世|走|死)了: -.9 -.2
    我?(?:刚|刚刚|今天)?(?:升职|涨薪|考上|通过了?考试|找到工作|订婚|结婚|毕业)了: .9 .7
    今天(?:是)?我(?:的)?生日/我(?:今天)?过生日: .8 .6
    我?(?:刚|刚刚)?哭了(?:一场|好久)?: -.8 .2
"""

STRONG = (
    "很",
    "好",
    "非常",
    "特别",
    "真",
    "真的",
    "真的很",
    "太",
    "超",
    "超级",
    "极其",
    "十分",
    "实在",
    "真是",
    "快",
    "要",
    "心里好",
    "相当",
)
WEAK = ("有点", "有点儿", "有些", "一点", "稍微", "略", "多少有点", "挺", "比较", "还")
DEGREE = "|".join(sorted((*STRONG, *WEAK), key=len, reverse=True))
WHEN = r"(?:今天|今晚|现在|最近|这几天|这两天|这周|昨天|刚才|此刻|这段时间|一直|又|都|觉得|感觉|感到|工作|上班|心里|整个人|心情|也|确实)"
ME = rf"(?:我{WHEN}{{0,6}}|{WHEN}{{1,6}}|(?<![令让使叫])人)"
# "开心的电影" is a wish, "难过的时候" not yet a feeling of now.
NOT_A_WISH = r"(?!一场|个够|的\s*[^，。！？,.!?\s])"
# It befell the writer where they say so, or where it makes a clause of its own.
BEFELL = rf"(?:(?:我们?|因为|由于|刚刚?|{WHEN}){{1,6}}|(?<![^，。！？,.!?\s])(?=[^，。！？,.!?\s]{{2,4}}(?:了|$|[，。！？,.!?\s])))"
NEVER_MIND = r"(?:别|不要|不用|别再|甭)(?:管|考虑|理会|在意|顾)(?:我的?)?(?:心情|情绪|感受)|(?:忽略|忘掉|忘了|不考虑)(?:我的?)?(?:心情|情绪|感受)|(?:我的?)?心情不用算"


def phrases() -> Iterator[tuple[str, Mapping[str, Mood] | Mood]]:
    """As in English."""
    people, states = dict(read(TABLE)), dict(read(STATES))
    no = "(?P<no>不(?!开心|高兴|快乐|舒服)|没那么|没有那么|并不|一点也不|不太|不怎么)?"
    end = "(?:死了|坏了|透了|极了|了|啊|呀|哦|呢)?"
    degree = f"(?P<degree>{DEGREE})?"
    yield f"{ME}{no}{degree}(?P<word>{any_of(people)}){end}{NOT_A_WISH}", people
    day = "(?:今天|昨天|这周|最近|这几天|这一天)"
    of = f"(?:的?心情|{day}(?:的心情|心情|过得|的一天|一天|工作|上班|运气)|过了)(?:都|也|真的|真是){{0,4}}"
    yield f"(?:我的?)?{of}{no}{degree}(?P<word>{any_of(states)}){end}(?:的一天)?", states
    bad = any_of(word for word, mood in states.items() if mood.valence < 0)
    yield f"我?{day}{no}(?P<degree>真的很|真的|真是|真|太|特别|非常|好|很)(?P<word>{bad}){end}{NOT_A_WISH}", states
    befallen = dict(read(BEFALLEN))
    yield f"{BEFELL}(?P<no>)(?P<degree>)(?P<word>{any_of(befallen)})了?{NOT_A_WISH}", befallen
    yield from read(EVENTS)


__all__ = ["NEVER_MIND", "STRONG", "WEAK", "phrases"]
