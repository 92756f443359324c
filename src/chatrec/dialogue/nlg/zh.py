"""Chinese, simplified."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from chatrec.core.query import ABOUT, ALIKE, Between, Constraint, Excludes, Includes, Outside
from chatrec.dialogue.nlg.kinds import NOUNS, behind, is_kind, lacking, place, told_together
from chatrec.dialogue.nlg.language import Language
from chatrec.dialogue.nlg.ranges import ranged
from chatrec.dialogue.points import Say
from chatrec.domains.base import Domain

TEMPLATES: Mapping[Say, tuple[str, ...]] = MappingProxyType(
    {
        Say.GREETING: ("你好！", "你好呀！"),
        Say.WELCOME: ("不客气。", "不用谢。"),
        Say.HELP: (
            "我是推荐系统，不是真人。说说你想看什么、喜欢过什么、不要什么；对我推荐的任何一{measure}，都可以问为什么。",
        ),
        Say.NOT_UNDERSTOOD: ("抱歉，我没听明白。用中文或英文换个说法试试：想要什么样的{noun}、喜欢过什么、不要什么？",),
        Say.ENJOY: ("好的，就选{what}了，希望你喜欢！", "选得好，希望你喜欢{what}！"),
        Say.ENJOY_IT: ("好的，希望你喜欢！", "选得好，希望你喜欢！"),
        Say.APPROVED: ("太好了！想看别的就说“换一批”，也可以问我其中任何一{measure}。",),
        Say.NO_QUESTIONS: ("好的，这次对话我不再提问；什么时候可以问了，就说“你可以问我”。",),
        Say.QUESTIONS: ("好的，有帮助的时候我会问。",),
        Say.FOR_COMPANY: ("好的，这次会照顾到{who}。",),
        Say.TELL_OF_COMPANY: ("好的，我会照顾到{who}：喜欢什么、受不了什么，都可以告诉我，只在这次对话里算数。",),
        Say.FAVOURED: ("记下了，作为例子：{what}。",),
        Say.TOLD: ("{how}（{n}）：{what}。",),
        Say.TOLD_MOST: ("{how}（{n}），最近的：{what}。",),
        Say.TOLD_BEST: ("{how}（{n}），分数最高的：{what}。",),
        Say.LEANS: ("你喜欢的里面最多的是：{what}。",),
        Say.MUTED: ("知道但按你的要求不算数的：{n}。",),
        Say.NO_TASTES: ("我还不了解你的口味；告诉我你喜欢或不喜欢的一{measure}{noun}吧。",),
        Say.WISHED_HERE: ("这次对话里你的要求：{what}。",),
        Say.LEANING_HERE: ("这次的列表还偏向：{what}。",),
        Say.NO_WISHES_HERE: ("这次对话里你还没有提要求。",),
        Say.CHANGE_TASTES: ("说“不要因为{title}推荐”，它就不再算数；说“忘掉我看过{title}”，就彻底删掉。",),
        Say.CHANGE_WISHES: ("说“重新开始”就清空这次对话的要求。",),
        Say.GUESSED: ("如果我没理解错的话：", "我是这样理解的："),
        Say.GUESSED_WISH: ("我理解你是想让我推荐{noun}。",),
        Say.GUESSED_MORE: ("我理解你是想再看一些{noun}。",),
        Say.LIKED: ("记下了：你喜欢{what}。", "好的，你喜欢{what}。"),
        Say.DISLIKED: ("记下了：你不喜欢{what}。", "好的，{what}不合你的口味。"),
        Say.SEEN: ("记下了：{what}你看过了。",),
        Say.LIKES_VALUE: ("我会多推荐{what}。", "好的，多来点{what}。"),
        Say.DISLIKES_VALUE: ("我会少推荐{what}。", "好的，少来点{what}。"),
        Say.ALIKE: ("好的，找像{what}那样的。", "那就来点像{what}那样的。"),
        Say.UNLIKE: ("好的，不要像{what}那样的。",),
        Say.MENTIONED: ("这里有 {n} {measure}{noun}提到“{text}”。",),
        Say.MENTIONED_ONCE: ("这里只有一{measure}{noun}提到“{text}”，排在它后面的没有提到。",),
        Say.MENTIONED_AND_OTHERS: ("这里有 {n} {measure}{noun}提到“{text}”，排在后面的没有提到。",),
        Say.MENTIONED_ELSEWHERE: ("这里有 {n} {measure}{noun}提到“{text}”，但都不在这份列表里。",),
        Say.MENTIONED_NOWHERE: ("这里没有{noun}提到“{text}”。",),
        Say.NOT_ABOUT: ("提到“{text}”的会排到最后。",),
        Say.TAKEN_BACK: ("好的，之前关于{what}的话不算了。", "好的，{what}那条取消了。"),
        Say.COUNTS_NO_MORE: (
            "好的，{what}不再影响推荐。说“撤回”就恢复。",
            "记下了：不再因为{what}来推荐。说“撤回”就恢复。",
        ),
        Say.COUNT_NO_MORE: ("好的，{what}等另外{n}{measure}也在内，都不再影响推荐。说“撤回”就恢复。",),
        Say.COUNTS_AGAIN: ("好的，{what}重新算数。",),
        Say.NOTHING_KNOWN: ("我没有你和{what}的任何记录，所以它本来就没有影响。",),
        Say.PROFILING_OFF: (
            "已关闭个性化：我对你的了解不再算数，也不再记录新的，只依据你在这里说的话。说“重新用我的历史推荐”就恢复。",
        ),
        Say.PROFILING_ON: ("已开启个性化：我对你的了解算数，也会从你说的和做的里学习。说“不要用我的历史推荐”就关闭。",),
        Say.CAME: ("新进入列表：{what}。",),
        Say.WENT: ("不再在列表中：{what}。",),
        Say.SAME_LIST: ("列表没有变化。",),
        Say.STARTED_OVER: ("这次对话里的要求都清空了；你的喜好还留着。",),
        Say.LIFTED: ("“{what}”不再算数。",),
        Say.CLAMPED: ("你要了{asked}{measure}；我一次给{n}{measure}。",),
        Say.UNKNOWN: ("目录里没有找到《{title}》。",),
        Say.DID_YOU_MEAN: ("目录里没有找到《{title}》。你是说{close}吗？",),
        Say.KNOWN: ("目录里有{title}：{traits}。",),
        Say.UNTOLD: ("目录里有{title}，但没有更多介绍。",),
        Say.NO_SUCH_FILTER: ("“{text}”我这里没法筛选，可以按{fields}等等来挑；想知道更多，可以说“我能说什么？”。",),
        Say.TITLES_ONLY: ("“{text}”我这里没法筛选：目录里只有标题。",),
        Say.DROPPED: ("好的，那就不是这一{measure}。换个写法再试试？",),
        Say.SLATE: ("为你找到 {n} {measure}{what}。", "这里有 {n} {measure}{what}。"),
        Say.SLATE_OF_ONE: ("为你找到一{measure}{what}。",),
        Say.FEWER: ("你要了 {asked} {measure}，合适的只有 {n} {measure}。",),
        Say.POPULAR: ("这些是大家爱看的热门之选。",),
        Say.UNPROFILED: ("你已关闭个性化，我只依据你在这里说的话。",),
        Say.COLD: ("告诉我你喜欢的一{measure}{noun}，推荐就会更懂你。",),
        Say.BY_WISHES: ("目前只是按你的要求来推荐；告诉我你喜欢的一{measure}{noun}，推荐会更懂你。",),
        Say.LEFT_OUT: ("因为“{what}”，去掉了 {n} {measure}。",),
        Say.NOTHING_FITS: ("抱歉，没有找到新的{what}。",),
        Say.ALONE: ("如果只看“{kept}”，有 {n} {measure}可以选。",),
        Say.RELAX: ("如果去掉“{dropped}”，还有 {n} {measure}可以选。",),
        Say.WIDEN: ("如果把“{former}”放宽到“{wider}”，还有 {n} {measure}可以选。",),
        Say.RELAX_AND_WIDEN: ("如果去掉“{dropped}”，再把“{former}”放宽到“{wider}”，还有 {n} {measure}可以选。",),
        Say.ASK: ("想要哪种{field}：{choices}？", "对{field}有偏好吗：{choices}？"),
        Say.ASK_RANGE: ("你想要哪种{noun}：{choices}？",),
        Say.ANY_WILL_DO: ("好的，{field}不限。",),
        Say.LESS_KNOWN: ("我会找更冷门的{noun}。", "好的，来点更冷门的{noun}。"),
        Say.WELL_KNOWN: ("我会推荐更有名的{noun}。",),
        Say.MORE_VARIED: ("我会让推荐更多样。",),
        Say.MORE_ALIKE: ("我会让推荐更相近。",),
        Say.AS_USUAL: ("好的，恢复平常的推荐。",),
        Say.SORRY: ("听到这个我很难过。", "真不容易，抱抱你。"),
        Say.CALMING: ("那来点让人放松的。", "先缓一缓。"),
        Say.ENLIVENING: ("那就找点有意思的。", "来点提神的吧。"),
        Say.RESTFUL: ("辛苦了，来点轻松的。", "那就看点不费神的。"),
        Say.GLAD: ("真好！", "太好了！"),
        Say.BY_MOOD: ("这份列表考虑了你的心情；说“别管我的心情”就不再考虑。",),
        Say.NOT_BY_MOOD: ("好的，不再考虑心情。",),
        Say.KEPT: ("好的，你的要求保持不变。",),
        Say.NOTHING_LEFT: ("合适的都给你看过了；想再看一遍，可以说“重新开始”。",),
        Say.WHY: ("{title}排在那里，是因为：",),
        Say.UNRANKED: ("{title}符合你的要求；就我所知，没有什么让它排在其他符合要求的前面。",),
        Say.REASON: ("{label}（{value}）。",),
        Say.NOT_SHOWN: ("{title}不在我上一次的推荐里。",),
        Say.WHY_NOT: ("{text}",),
        Say.NOTHING_SHOWN: ("我还没有推荐过什么。",),
        Say.WHICH_OF_THEM: ("你说的是哪一{measure}：{close}？",),
        Say.WHICH: ("叫《{title}》的不止一{measure}：你是说{close}吗？",),
        Say.FACT: ("{title}{said}。",),
        Say.ALSO: ("它{said}。",),
        Say.FIELD: ("{title}的{field}：{what}。",),
        Say.YES: ("是的，{title}{said}。",),
        Say.NO: ("不是：{title}{said}。",),
        Say.NO_FACT: ("{title}的{field}，目录里没有写。",),
        Say.SYNOPSIS: ("{title}：{text}",),
        Say.QUOTED: ("“{text}”（{source}）",),
        Say.HAND_OVER: ("我们的资料里没有说到这个，请联系{contact}。",),
        Say.NO_ANSWER: ("我们的资料里没有说到这个，请联系客服。",),
        Say.WORKS: ("目录里{who}的作品有{titles}。",),
        Say.WORKS_LATEST: ("目录里{who}的作品有 {n} {measure}，最近的有{titles}。",),
        Say.WORKS_BEFORE: ("在{title}之前，目录里{who}的作品有{titles}。",),
        Say.WORKS_AFTER: ("在{title}之后，目录里{who}的作品有{titles}。",),
        Say.NO_WORKS: ("目录里没有符合的{who}作品。",),
        Say.VERSUS: ("{title}{said}；{other}{also}。",),
        Say.CHOSEN: ("对你来说我会选{title}：它的得分比{other}高 {value}。",),
        Say.CHOSEN_BY_ALL: ("我还不了解你的口味；按大家的喜好，{title}比{other}高 {value}。",),
        Say.EVEN: ("对你来说，{title}和{other}不相上下。",),
        Say.ORDERED: ("对你来说的先后：{titles}。",),
        Say.DIFFERENCE: ("对{title}有利，{value}：{label}。",),
        Say.DIFFERENCE_OF_ALL: ("对{title}有利，{value}：大家的喜好。",),
        Say.YOU_LIKED: ("你说过喜欢{title}。",),
        Say.YOU_DISLIKED: ("你说过不喜欢{title}。",),
        Say.YOU_KNOW: ("{title}你已经看过了。",),
        Say.RATED: ("这里有 {n} 人给{title}打过分：{liking} 打了 4 或 5 星，{disliking} 打了 1 或 2 星。",),
        Say.OPINED: ("这里有 {n} 人评价过{title}：{liking} 喜欢，{disliking} 不喜欢。",),
        Say.FEW_OPINED: ("这里评价过{title}的不到 {n} 人，还看不出大家的看法。",),
        Say.CLOSEST: (
            "其中喜好与你最接近的 {n} 人里，{liking} 喜欢它；你喜欢的，他们每人至少也喜欢 {least} {measure}。",
        ),
        Say.FOLLOWED: (
            "这里有 {n} 人在{other}之后不久就选了{title}，是单凭热度所能解释的 {value} 倍（95% 区间 {low} 到 {high}）。",
        ),
        Say.STANDING: ("按你的口味，其余 {of} {measure}里有 {n} {measure}排在{title}后面。",),
        Say.STANDING_FOR_ALL: (
            "我还不了解你的口味；按大家的喜好，其余 {of} {measure}里有 {n} {measure}排在{title}后面。",
        ),
        Say.SPEAKS_FOR: ("有利的理由：{reasons}。",),
        Say.SPEAKS_AGAINST: ("不利的理由：{reasons}。",),
        Say.BREAKS: ("{title}不符合你的要求：{what}。",),
        Say.NO_PLACE: ("没有“{text}”：上一次只推荐了 {n} {measure}。",),
        Say.REASON_OF_FIRST: ("{title}：{text}",),
    }
)
# Requests that no field of the catalogue holds.
GENRE = "genre"
THINGS = ("片", "电影", "小说", "剧", "书")  # what a genre that is a noun ends in; 爱情 is none
REQUESTS: Mapping[str, str] = MappingProxyType({ALIKE: "类似{what}", ABOUT: "提到“{what}”的"})


def listed(names: Sequence[str]) -> str:
    """Names joined: "甲、乙和丙"."""
    return _joined(names, "和")


def alternatives(names: Sequence[str]) -> str:
    """Names to choose from: "甲、乙或丙"."""
    return _joined(names, "或")


def _joined(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{'、'.join(names[:-1])}{word}{names[-1]}"


def things(constraints: Sequence[Constraint], many: bool, domain: Domain) -> str:  # noqa: ARG001 - Chinese has no plural
    """Items under constraints: "1990年代、成龙主演的科幻片（不要恐怖片）"."""
    kinds = [wish for wish in constraints if isinstance(wish, Includes) and is_kind(wish, domain)]
    apart = [wish for wish in constraints if isinstance(wish, Excludes | Outside)]
    before = [wish_of(wish, domain) for wish in constraints if wish not in apart and not is_kind(wish, domain)]
    named = [
        wish
        for wish in kinds
        if wish.field in NOUNS and (wish.field != GENRE or _values(wish, domain).endswith(THINGS))
    ]
    nouns = [_values(wish, domain) for wish in named]
    before += [_before(wish, domain) for wish in sorted(kinds, key=place) if wish not in named]
    noun = domain.noun.say("zh")
    if len(nouns) > 1:
        before.append(f"同时属于{listed(nouns)}")
    elif nouns:
        noun = nouns[0]
    phrase = f"{'、'.join(before)}的{noun}" if before else noun
    refused = dict.fromkeys(wish_of(wish, domain) for wish in apart)  # who acts and directs is refused twice
    return f"{phrase}（{'，'.join(refused)}）" if refused else phrase


def wish_of(constraint: Constraint, domain: Domain) -> str:
    """One constraint by itself: "不要恐怖片", "1990年代", "品牌为索尼"."""
    match constraint:
        case Includes(field=field) if field in REQUESTS:
            return REQUESTS[field].format(what=alternatives(constraint.values))
        case Excludes(field=field) if field == ABOUT:
            return f"不要{REQUESTS[ABOUT].format(what=alternatives(constraint.values))}"
        case Includes():
            values = _values(constraint, domain)
            return values if is_kind(constraint, domain) else f"{domain.say_field(constraint.field, 'zh')}为{values}"
        case Excludes():
            if lacks := lacking(constraint, domain, "zh"):
                return lacks
            return f"不要{_values(constraint, domain)}"
        case Between():
            return ranged(constraint, domain, "zh")
        case Outside():
            return f"不要{ranged(constraint, domain, 'zh')}的"


def _before(wish: Includes, domain: Domain) -> str:
    """What is asked of a field as it stands before 的: "成龙主演", "轻松"."""
    form = behind(wish.field, domain, "zh") or ("{what}类" if wish.field == GENRE else "{what}")
    return form.format(what=_values(wish, domain))


def _values(constraint: Includes | Excludes, domain: Domain) -> str:
    together = told_together(constraint, domain, "zh")
    return together or alternatives([domain.say_value(constraint.field, value, "zh") for value in constraint.values])


CHINESE = Language(
    locale="zh",
    templates=TEMPLATES,
    things=things,
    wish=wish_of,
    listed=listed,
    alternatives=alternatives,
    clause=str,
)

__all__ = ["CHINESE", "TEMPLATES", "alternatives", "listed", "things", "wish_of"]
