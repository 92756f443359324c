"""What the rules say, each line in English beside Chinese."""

from chatrec.testing.conversations.wishes import RUNTIME, YEAR

PLACES = (("the first one", "第一部"), ("the second one", "第二部"), ("the third one", "第三部"))
THAN = {
    (YEAR, True): (("{} but newer", "something like {} but newer", "newer than {}", "like {} but more recent"),
                   ("{}那样的，但要更新的", "类似{}，但是新一点", "比{}新的", "比{}更新的")),
    (YEAR, False): (("{} but older", "something like {} but older", "older than {}"),
                    ("{}那样的，但要老一点", "类似{}，但是老一点", "比{}老的")),
    (RUNTIME, False): (("something like {} but shorter", "{} but shorter", "shorter than {}"),
                       ("像{}那样的，但要短一点", "类似{}，但是更短", "比{}短的", "比{}短一点的")),
    (RUNTIME, True): (("something like {} but longer", "{} but longer", "longer than {}"),
                      ("像{}那样的，但要长一点", "类似{}，但是更长", "比{}长的")),
}  # fmt: skip
ANY = {
    "year": (
        (
            "any year is fine",
            "the year doesn't matter",
            "any decade is fine",
            "I don't care when it was made",
            "the year is not important",
            "no preference on the year",
        ),
        (
            "年代不限",
            "年代无所谓",
            "不限年代",
            "哪年的都行",
            "什么年代都可以",
            "年份没要求",
            "不在乎年代",
            "年代不重要",
        ),
    ),
    "runtime": (
        (
            "any length is fine",
            "the length doesn't matter",
            "I don't care how long it is",
            "no limit on the length",
            "whatever the length",
        ),
        ("片长不限", "时长无所谓", "片长无所谓", "长短无所谓", "多长都行", "片长没要求"),
    ),
    "country": (
        ("any country will do", "I don't care where it's from", "the country doesn't matter"),
        ("国家不限", "国家无所谓", "哪国的都可以", "哪个国家的都行"),
    ),
    "language": (
        ("any language is fine", "the language doesn't matter"),
        ("什么语言都行", "语言不限", "语言无所谓", "什么语言都可以"),
    ),
    "genre": (("any genre is fine", "the genre doesn't matter"), ("类型不限", "什么类型都行", "类型无所谓")),
    "director": (("any director is fine", "no preference on the director"), ("导演不限", "导演是谁都行", "导演无所谓")),
    "theme": (("any theme is fine",), ("主题不限",)),
    "violence": (("violence is fine", "I don't mind violence"), ("暴力没关系", "有暴力也没关系")),
    "sex": (("nudity is fine", "I don't mind nudity"), ("裸露没关系",)),
    "profanity": (("swearing is fine",), ("粗口没关系",)),
    "drugs": (("drugs are fine",), ("毒品没关系",)),
}
MAY_COME = (
    ("{} is fine after all", "I don't mind {}", "{} is okay again", "{} would be ok too", "you can include {} again", "bring back {}", "I changed my mind about {}", "actually, {} is fine"),
    ("{}也可以", "不介意{}", "{}也行", "可以有{}", "{}可以有", "其实{}也行", "{}也没问题", "不排斥{}了"),
)  # fmt: skip
NEED_NOT = (
    ("it doesn't have to be {}", "forget {}", "forget about {}", "{} is not a must", "no need for {}", "not necessarily {}", "drop the {} requirement"),
    ("不一定要{}", "取消{}", "不用管{}了", "{}不是必须的", "不用是{}", "不是{}也行", "不需要是{}", "去掉{}这个要求"),
)  # fmt: skip
AGAIN = (("start over", "重新开始"), ("forget everything", "全部取消"))
UNDO = (
    ("cancel that", "撤回"),
    ("undo that", "取消刚才的"),
    ("never mind that", "当我没说"),
    ("scratch that", "刚才的不算"),
    ("take that back", "收回"),
)
YES = (("yes please", "好的"), ("ok", "可以"), ("sure", "行"))
NO = (("no thanks", "不用了"), ("no", "不要"), ("rather not", "算了"))
WHATEVER = (("I don't care", "无所谓"), ("whatever", "随便"), ("anything is fine", "都可以"))
MORE = (
    ("more", "换一批"),
    ("show me more", "还有吗"),
    ("what else", "还有什么"),
    ("more please", "再来点"),
    ("something else", "换几部"),
    ("any others?", "再推荐几部"),
)
WHY = (("why the first one?", "为什么推荐第一部？"), ("why?", "为什么？"))
MEANT = (
    ("sorry, I meant {}", "说错了，我是说{}"),
    ("no, I meant {}", "不，我的意思是{}"),
    ("oops, I meant {}", "打错了，是{}"),
    ("wait, I meant {}", "抱歉，我是说{}"),
)
NEITHER = (
    ("no {} or {}", "不要{}和{}"),
    ("neither {} nor {}", "不要{}，也不要{}"),
    ("without {} and {}", "{}和{}都不要"),
)
EXCEPT = (
    ("anything except {}", "除了{}都行"),
    ("anything but {}", "除了{}以外都可以"),
    ("everything except {}", "除了{}之外都可以"),
    ("anything other than {}", "除{}外都可以"),
    ("anything apart from {}", "除了{}什么都行"),
    ("I'm up for anything except {}", "只要不是{}就行"),
)
ONE_OF = (("{}, {} or {} films", "{}、{}或者{}"), ("either {}, {} or {}", "{}、{}、{}都行"))
NONE_OF = (
    ("no {}, {} or {}", "不要{}、{}和{}"),
    ("no {}, no {}, no {}", "不要{}，不要{}，也不要{}"),
    ("nothing with {}, {} or {}", "{}、{}和{}都不要"),
)
TOGETHER = (
    ("with both {} and {}", "{}和{}主演的"),
    ("films with {} and {}", "有{}和{}出演的"),
    ("movies starring {} and {} together", "{}和{}一起演的"),
)
EITHER_OF = (("films with {} or {}", "{}或{}主演的"), ("starring {} or {}", "{}或者{}演的"))

__all__ = [
    "AGAIN", "ANY", "EITHER_OF", "EXCEPT", "MAY_COME", "MEANT", "MORE", "NEED_NOT", "NEITHER", "NO", "NONE_OF", "ONE_OF", "PLACES",
    "THAN", "TOGETHER", "UNDO", "WHATEVER", "WHY", "YES",
]  # fmt: skip
