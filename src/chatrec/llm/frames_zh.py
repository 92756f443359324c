"""Chinese frames; {m} stands for the measure word of the domain."""

from types import MappingProxyType

from chatrec.dialogue.points import Say
from chatrec.llm.frames import Frame, Frames, words

HERE = (
    "为你(?:找到|推荐|准备|挑选|找来|找|挑|选)了?", "给你(?:找到|挑选|推荐|准备|找来|找|挑|选)?了?", "(?:我)?(?:找到|挑选|推荐|挑|选)了", "推荐(?:给你|你)?(?:看看)?(?=<n>|这<n>)", "推荐你看看", "(?:我)?找到了?(?=一|<)", "(?:这里|这儿)有", "这(?=<n>)",
    "来?看看", "(?:你)?(?:可能|也许|或许)会喜欢", "(?:可以|不妨)(?:看看|试试)", "都是", "这是", "有(?=<|一)",
)  # fmt: skip
WANTED = "(?:你)?(?:想要|要|想看|要求)(?:的是)?了?"
TELL = (
    "(?:告诉我|说说|说)(?:一{m}你喜欢的<noun>|你喜欢的(?:一{m})?<noun>)", "你喜欢(?:哪|什么)(?:{m})?<noun>[?](?:告诉我)?",
)  # fmt: skip
PERSONAL = ("(?:这样)?(?:推荐|列表)?(?:就)?会?(?:更懂你|更适合你|更贴近你)",)
WHY = ("(?:是因为|因为|由于)它?", "所以")
FIRST = (
    "(?:排在?|位居|放在)(?:第一(?:位)?|最前面|首位|前面)", "(?:我)?(?:首先)?推荐(?=<item0>|了|,|$)", "(?:我)?(?:选|挑)了", "把(?=<item0>)", "首先(?=推荐)",
)  # fmt: skip

FRAMES = {
    Say.LIKED: Frame(("你(?:也|很|是)?喜欢<like*>", "<like*>是你喜欢的"), ("告诉我",), words=words("原来")),
    Say.DISLIKED: Frame(
        ("你(?:不|并不)喜欢<like*>", "<like*>(?:你)(?:不|并不)喜欢", "<like*>(?:不合你的?口味|不是你的菜|不适合你)"), ("告诉我",)
    ),
    Say.SEEN: Frame(("你(?:已经|已)?看过了?<like*>", "<like*>你?(?:已经|已)?(?:看过|是你看过的|看过的)", "<like*>是你(?:已经)?看过的"), ("告诉我",)),
    Say.LIKES_VALUE: Frame(
        ("(?:多推荐(?:一些|一点)?|多来点|多给你|多来些|偏向|多找些|多放些?)<value0>", "<value0>会?多一些"), words=words("会 以后")
    ),
    Say.DISLIKES_VALUE: Frame(
        ("(?:少推荐(?:一些|一点)?|少来点|少给你|少来些|少放些?)<value0>", "<value0>会?少一些"), words=words("会 以后 尽量")
    ),
    Say.SLATE: Frame(HERE, ("<n>{m}", "都(?=<neg)"), frozenset({"n", "noun", "pos", "neg", "range"})),
    Say.SLATE_OF_ONE: Frame(HERE, ("只?(?:找到|有)了?", "一{m}"), frozenset({"noun", "pos", "neg", "range"})),
    Say.FEWER: Frame(
        (
            "(?:符合要求|满足要求|符合|合适)的?(?:<noun>)?(?:只有|有)<n>{m}", "只?(?:找到|有)了?<n>{m}(?:<noun>)?(?:符合要求|满足要求|符合|合适)的?",
        ),
        (f"{WANTED}<asked>{{m}}(?:<noun>)?",),
        words=words("但 但是 不过 可是 虽然 可 可惜 遗憾"),
    ),
    Say.CLAMPED: Frame(
        ("一次(?:最多)?(?:只能|只|能)?(?:给|显示|推荐|展示|列出)?(?:你)?<n>{m}",),
        (f"{WANTED}<asked>{{m}}(?:<noun>)?",),
        words=words("但 但是 不过 可是 虽然 可 可惜 遗憾"),
    ),
    Say.POPULAR: Frame(
        ("热门(?:之选|选择|<noun>)?",), ("(?:这些|都)?(?:都)?是(?=大家|很多|一些|\n)", "大家爱看的", "很多人喜欢的"), frozenset({"noun"}), words("一些 选择")
    ),
    Say.COLD: Frame(TELL, PERSONAL, words=words("可以 不妨 告诉我 就")),
    Say.BY_WISHES: Frame(
        ("只?(?:是|能)?(?:按|根据|看|依据|按照)(?:你的)?要求(?:来)?(?:推荐)?",),
        (*TELL, *PERSONAL, "告诉我你喜欢的<noun>"),
        words=words("目前 现在 暂时 眼下 只 就"),
    ),
    Say.LEFT_OUT: Frame(
        (
            "(?:已经|已)?(?:排除|去掉|剔除|过滤|略过)了?<n>{m}(?:<bare0>)?(?:<noun>)?",
            "(?:有)?<n>{m}(?:<bare0>)?(?:<noun>)?(?:已经|已)?(?:都)?(?:被)?(?:排除|去掉|剔除|过滤)(?:掉)?了?",
        ),
        (
            '(?:因为|由于|根据|按照?|依照)(?:你(?:说|要求)?)?(?:的要求)?"?<neg0>"?(?:的要求)?', '你(?:说|要求)"?<neg0>"?', "所以",
        ),
    ),
    Say.NOTHING_FITS: Frame(
        ("(?:没有|没|没能|找不到|未能)(?:找到)?新的", "找不到新的", "没有新的了", "(?:没有|没|没能|找不到)(?:找到)?(?=<[^\\n]*新)",),
        ("的新的?",),
        frozenset({"noun", "pos", "neg", "range"}),
        words("抱歉 对不起 可惜 遗憾 很遗憾 不好意思 真抱歉 很抱歉"),
    ),
    Say.RELAX: Frame(
        ("(?:还有|有|可以推荐|可以给你推荐|能推荐|可推荐|就有)<n>{m}(?:<noun>)?(?:可以选|可选|可以推荐|合适)?",),
        (
            '(?:如果|要是|若)?(?:放宽|不限|去掉|取消|不要求|放弃)"?<wish0>"?(?:这个条件|这个要求|的要求|的条件)?(?:的话|后|之后)?', "我可以(?=<n>|给你)",
        ),
    ),
    Say.REASON_OF_FIRST: Frame(
        (
            "你(?:也|很)?喜欢<like*>", "(?:你)(?:想要|要|想看)<value0>", "<value0>(?:符合|合)你的?口味", "符合你对<value0>的口味",
        ),
        (*FIRST, *WHY),
        frozenset({"item", "noun"}),
    ),
    Say.KNOWN: Frame(
        ("(?:我们的)?目录(?:里|中)?有", "在(?:我们的?)?目录(?:里|中)",), ("是(?=<)", "类型是?(?=<)", "有的(?=,)"), frozenset({"item", "value", "noun"})
    ),
}  # fmt: skip

POPULAR = Frame(
    (
        *FRAMES[Say.REASON_OF_FIRST].says,
        "(?:很多人|许多人|不少人)都?喜欢(?:它|<item0>)?", "<item0>(?:很)?受(?:很多人|许多人)(?:的)?(?:喜欢|喜爱)", "<item0>(?:很多人|许多人)都?喜欢",
    ),
    FRAMES[Say.REASON_OF_FIRST].may,
    FRAMES[Say.REASON_OF_FIRST].loose,
)  # fmt: skip
COMMON = ("[给为]你", "(?:^|(?<=[,.!。]))好(?=[,.!。])", "我会(?=\n|多|少|<)", "我(?=\n|给|为)")
FILLERS = words("""
    的 了 吧 哦 啊 呢 呀 这 这些 这里 是 来 和 好的 明白 明白了 知道 知道了 了解 记下 记下了 已记下 记住 记住了 没问题 谢谢 推荐 看看
""")

CHINESE = Frames(MappingProxyType(FRAMES), POPULAR, COMMON, FILLERS, "(?:和|、|与|以及|还有|,)")

__all__ = ["CHINESE"]
