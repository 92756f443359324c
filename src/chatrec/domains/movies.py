"""Films, with the eighteen genres of MovieLens."""

from chatrec.domains.base import Domain, LabelField, NumberField, Words
from chatrec.domains.packs.lore import FilmLore
from chatrec.domains.packs.telling import FilmFacts

# The first word of a language is how we say it: in English what stands before "films", in Chinese the whole noun.
# A word that names two genres at once ("rom com") stands under both; understood, it asks for both. Words that are
# narrower than the genre ("zombie", "二战") are left out: an answer by genre would claim more than the data holds.
GENRES = {
    "Action": Words(en=("action", "action-packed"), zh=("动作片", "动作", "武打", "打打杀杀", "打斗", "枪战")),
    "Adventure": Words(en=("adventure", "adventurous", "swashbuckling"), zh=("冒险片", "冒险", "历险", "探险")),
    "Animation": Words(
        en=("animated", "animation", "cartoon", "anime"), zh=("动画片", "动画", "卡通", "动漫"), many="cartoons"
    ),
    "Children's": Words(
        en=("children's", "children", "childrens", "for children", "kids", "kids'", "kid's", "for kids", "for the kids",
            "for my kids", "kid", "kid-friendly", "family-friendly", "for the family", "for the whole family", "for all the family",
            "the whole family", "family film", "family movie"),
        zh=("儿童片", "儿童", "少儿", "亲子", "孩子看的", "小孩看的", "小朋友看的", "给孩子看的", "适合孩子的",
            "适合小孩的", "适合小孩看的", "适合孩子看的", "全家", "全家人", "合家欢", "阖家", "一家人", "一家老小"),
    ),
    "Comedy": Words(
        en=("comedy", "comedic", "funny", "hilarious", "humorous", "humor", "humour", "laugh-out-loud", "funnier", "laugh", "make me laugh", "rom com",
            "romcom", "romantic comedy"),
        zh=("喜剧片", "喜剧", "搞笑", "好笑", "幽默", "滑稽", "爆笑", "笑一笑", "笑一下", "大笑", "开怀一笑", "浪漫喜剧", "爱情喜剧"), many="comedies"
    ),
    "Crime": Words(en=("crime", "criminal", "gangster"), zh=("犯罪片", "犯罪", "黑帮", "警匪", "罪案")),
    "Documentary": Words(en=("documentary", "docu", "doc"), zh=("纪录片", "记录片", "纪录", "纪实"), many="documentaries"),
    "Drama": Words(en=("drama", "dramatic"), zh=("剧情片", "正剧", "剧情类"), many="dramas"),
    "Fantasy": Words(en=("fantasy", "fantastical"), zh=("奇幻片", "奇幻", "魔幻", "玄幻")),
    "Film-Noir": Words(en=("noir", "film noir", "films noir", "film noirs"), zh=("黑色电影", "黑色片")),
    "Horror": Words(
        en=("horror", "scary", "spooky", "slasher", "creepy", "scarier", "frightening", "terrifying", "for halloween"),
        zh=("恐怖片", "恐怖", "惊悚恐怖", "吓人", "可怕", "鬼片", "鬼怪"),
    ),
    "Musical": Words(en=("musical",), zh=("歌舞片", "歌舞", "音乐剧", "音乐片", "音乐电影"), many="musicals"),
    "Mystery": Words(
        en=("mystery", "whodunit", "whodunnit", "whodunits", "detective", "murder mystery"),
        zh=("悬疑片", "悬疑", "推理", "侦探", "破案"), many="mysteries"
    ),
    "Romance": Words(
        en=("romance", "romantic", "love story", "romantic comedy", "rom com", "romcom"),
        zh=("爱情片", "爱情", "浪漫", "恋爱", "言情", "浪漫喜剧", "爱情喜剧"),
    ),
    "Sci-Fi": Words(
        en=("science-fiction", "sci-fi", "scifi", "sf", "sci-fis"), zh=("科幻片", "科幻", "科学幻想")
    ),
    "Thriller": Words(
        en=("thriller", "thrilling", "suspense", "suspenseful"), zh=("惊悚片", "惊悚", "惊险", "惊悚恐怖"), many="thrillers"
    ),
    "War": Words(en=("war", "wartime"), zh=("战争片", "战争", "打仗", "军事")),
    "Western": Words(en=("western", "cowboy"), zh=("西部片", "西部", "牛仔"), many="westerns"),
}  # fmt: skip

# As Freebase, DBpedia and Wikidata call them, by the last part of the name.
RELATIONS = {
    name: words
    for names, words in (
        (("actor", "starring", "star", "cast"), Words(en=("actor",), zh=("演员",))),
        (("directed_by", "director"), Words(en=("director",), zh=("导演",))),
        (("written_by", "writer", "screenwriter"), Words(en=("writer",), zh=("编剧",))),
        (("produced_by", "producer"), Words(en=("producer",), zh=("制片人",))),
        (("cinematography", "cinematographer"), Words(en=("cinematographer",), zh=("摄影师",))),
        (("editing", "editor"), Words(en=("editor",), zh=("剪辑师",))),
        (("musicComposer", "music", "composer"), Words(en=("composer",), zh=("作曲家",))),
        (("distributor",), Words(en=("distributor",), zh=("发行公司",))),
        (("production_companies", "production_company"), Words(en=("production company",), zh=("制作公司",))),
        (("language",), Words(en=("language",), zh=("语言",))),
        (("country",), Words(en=("country",), zh=("国家",))),
        (("rating",), Words(en=("age rating",), zh=("分级",))),
        (("subjects", "subject"), Words(en=("subject",), zh=("主题",))),
        (("award_won",), Words(en=("award won",), zh=("所获奖项",))),
        (("award_nomination",), Words(en=("award nomination",), zh=("奖项提名",))),
        (("sequel",), Words(en=("sequel",), zh=("续集",))),
        (("prequel",), Words(en=("prequel",), zh=("前传",))),
    )
    for name in names
}

# What our own pack says, in words.
TIES = {
    "directed_by": Words(en=("directed by {what}",), zh=("{what}执导",)),
    "starring": Words(en=("with {what} in a leading part",), zh=("{what}主演",)),
    "written_by": Words(en=("written by {what}",), zh=("{what}编剧",)),
    "based_on_work_by": Words(en=("after a work by {what}",), zh=("{what}原著",)),
    "theme": Words(en=("about {what}",), zh=("{what}主题",)),
    "franchise": Words(en=("of the {what} series",), zh=("{what}系列",)),
}

# How much of what parents and the squeamish ask about, from 0, none, to 3; the first word is the noun.
LEVELS = {
    "violence": (
        Words(en=("violence",), zh=("暴力",)),
        Words(en=("violence", "violent", "gore", "gory", "blood", "bloody", "brutal", "brutality"), zh=("暴力", "血腥", "残忍")),
    ),
    "sex": (
        Words(en=("sex",), zh=("性爱",)),
        Words(en=("sex", "sexual", "nudity", "sex scenes", "sexual content"), zh=("色情", "情色", "裸露", "性爱", "床戏")),
    ),
    "profanity": (
        Words(en=("swearing",), zh=("粗口",)),
        Words(en=("swearing", "profanity", "profane", "bad language", "strong language", "cursing"), zh=("粗口", "脏话", "粗话")),
    ),
    "fright": (
        Words(en=("frightening scenes",), zh=("惊吓",)),
        Words(en=("frightening scenes", "scares", "jump scares", "scary scenes"), zh=("惊吓", "吓人场面", "恐怖镜头")),
    ),
    "drugs": (
        Words(en=("drugs",), zh=("毒品",)),
        Words(en=("drugs", "drug use"), zh=("毒品", "吸毒")),
    ),
}  # fmt: skip

DOMAIN = Domain(
    name="movies",
    noun=Words(
        en=("film", "films", "movie", "movies", "flick", "flicks", "picture", "pictures"),
        zh=("电影", "影片", "片子", "片", "片儿", "大片"),
    ),
    measure="部",
    relations=RELATIONS,
    labels={
        "genre": LabelField(
            words=Words(en=("genre", "genres", "kind", "type"), zh=("类型", "题材", "种类")), values=GENRES
        )
    },
    numbers={
        "year": NumberField(
            words=Words(
                en=(
                    "year",
                    "years",
                    "decade",
                    "release year",
                    "era",
                    "when it was made",
                    "when they were made",
                    "when it came out",
                    "when they came out",
                    "how old it is",
                    "how old they are",
                ),
                zh=("年代", "年份", "上映年份", "哪年", "哪一年", "哪个年代"),
            )
        ),
        "runtime": NumberField(
            words=Words(
                en=("running time", "runtime", "length", "duration", "how long it is", "how long they are"),
                zh=("片长", "时长", "长度", "长短", "多长"),
            ),
            unit=Words(en=("minutes", "minute", "mins", "min"), zh=("分钟",)),
            larger={60.0: Words(en=("hours", "hour", "hrs", "hr", "h"), zh=("个小时", "小时", "个钟头", "钟头"))},
        ),
        "age": NumberField(words=Words(en=("suitable age", "age"), zh=("适合年龄", "年龄"))),
        **{name: NumberField(words=words, much=much) for name, (words, much) in LEVELS.items()},
    },
    facts=FilmFacts(),
    ties=TIES,
    card=("genre", "director", "country", "runtime"),
    lore=FilmLore(),
)

__all__ = ["DOMAIN"]
