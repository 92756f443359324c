"""Words that hold sentences together and say nothing of what they are about."""

_ENGLISH = """
about above after again against all also although always am among an and any are around as at away back be became because
become becomes been before behind being below between both but by came can cannot come comes could did do does doing down
during each either else even ever every few find finds first for from further gave get gets getting give gives go goes going
gone got had has have having he her here hers herself him himself his how however if in into is it its itself just keep know
last later least less let like made make makes making many may me might more most much must my myself near never new next no
nor not now of off often on once one only onto or other others our ours ourselves out over own part put rather said same see
seems set several she should since so some soon still such take takes taking than that the their theirs them themselves then
there these they this those though three through thus to together too toward towards two under until up upon us very was way
we well went were what when where whether which while who whom whose why will with within without would yet you your yours
yourself yourselves don didn doesn isn wasn couldn won ll re ve qv
"""

_CHINESE = """
一个 一些 一名 一位 一种 一样 一直 一起 一切 上面 下面 不会 不但 不同 不是 不能 不过 与其 两个 为了 为什么 之间 之后 之前 之中 也是 于是 什么 他们 他的 以及 以后 以前
但是 你们 使得 依然 其中 其他 其实 几个 出现 到了 即使 却是 可以 可是 可能 同时 后来 向着 因为 因此 大家 她们 她的 如何 如果 如此 它们 它的 对于 尽管 已经 并且 并不 开始
当时 总是 怎么 怎样 成为 我们 我的 或者 所以 所有 才能 无法 时候 是否 曾经 有着 有的 来到 没有 然后 然而 现在 由于 的话 直到 看到 真的 着实 知道 竟然 第一 终于 继续 而且
而是 自己 自己的 虽然 许多 该片 讲述 起来 还是 还有 这个 这些 这样 这里 进行 这种 通过 那个 那些 那样 那里 那么 除了 随着 非常 面对
"""

_TALKING = """
any anything bye day didn't doesn't don't enjoy ever film films haven't heard hello hey hi hope i'd i'll i'm i've isn't it's let's lol
looking love loved movie movies nice ok okay one ones please re recommend recommendation recommendations recommended seen something
sounds suggest suggestion suggestions sure thank thanks that's there's think want wanted wasn't watch watched watching can't yeah yep
yes you're
推荐 电影 片子 想看 看看 看过 喜欢 谢谢 你好 请问 一部 一点 有没有
"""

_NEXT = """
no not nothing too very less more most never without non anti old new good bad best
不 没 没有 不太 太 很
"""

STOP_WORDS = frozenset(_ENGLISH.split()) | frozenset(_CHINESE.split())

TALK = frozenset(_TALKING.split())  # what people say to each other whatever they look for
TURNING = frozenset(_NEXT.split())  # what turns the word behind it into something else

__all__ = ["STOP_WORDS", "TALK", "TURNING"]
