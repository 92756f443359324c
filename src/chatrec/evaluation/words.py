"""What a report calls things, in English and in Chinese."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from chatrec.core.query import Locale


class Word(NamedTuple):
    """A metric's name, and what it is in one sentence."""

    name: str
    meaning: str


TEXT: Mapping[Locale, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "title": "{protocol} on {data}",
            "made": "Made by Chat-Rec {version}",
            "fingerprint": "data fingerprint",
            "seconds": "seconds",
            "users": "users",
            "accuracy": "Accuracy",
            "accuracy_about": "Means over the users with 95 % bootstrap intervals over users. The best of a column stands out; "
            "whether it is better than the next is for the paired test to say.",
            "beside": "Ratings from {value} on",
            "beside_about": "The same where only ratings of {value} and more count as behaviour, in training and in the test, and "
            "the others are left out. Means over {n} users.",
            "paired": "Against {against}",
            "paired_about": "The mean difference for the same users, its 95 % interval, and p by a two-sided sign permutation "
            "test with Holm's correction over the models. An interval that crosses zero says that nobody knows.",
            "worth": "What the scorers of {model} are worth",
            "worth_about": "How much {metric} each scorer adds to the others, by how many interactions are known, and below it "
            "the weight of its scores. Cross-validated on rows that the blend holds out of its training, not on test rows; a dash "
            "where the blend does not use it.",
            "scorer": "scorer",
            "history": "history {span}",
            "beyond": "Beside accuracy",
            "beyond_about": "What the lists are like. An arrow says which way is commonly wanted; what is right depends on what "
            "the lists are for.",
            "groups": "For whom",
            "groups_about": "{metric} for users by how many interactions are known of them, and the gap between the most and the "
            "least active third, with its 95 % interval. Active users have more to find, so some gap is in the measure itself.",
            "gap": "most - least",
            "least_active": "least active",
            "middle": "middle",
            "most_active": "most active",
            "every": "Every metric",
            "terms": "What the words mean",
            "model": "model",
            "better_up": "higher is better",
            "better_down": "lower is better",
        },
        "zh": {
            "title": "{data} 上的 {protocol}",
            "made": "由 Chat-Rec {version} 生成",
            "fingerprint": "数据指纹",
            "seconds": "用时（秒）",
            "users": "用户数",
            "accuracy": "准确性",
            "accuracy_about": "各用户的均值，附按用户自助法得到的 95 % 置信区间。每列最优者突出显示；是否真的优于次优者，"
            "请看配对检验。",
            "beside": "仅计 {value} 分及以上",
            "beside_about": "训练与测试均只把 {value} 分及以上的评分当作行为，其余略去。{n} 位用户的均值。",
            "paired": "与 {against} 相比",
            "paired_about": "同一批用户上的平均差值、95 % 区间，以及双侧符号置换检验的 p 值（对各模型作 Holm 校正）。"
            "区间跨过零，即尚无定论。",
            "worth": "{model} 中各评分器的价值",
            "worth_about": "按已知互动数量分列：每个评分器在其余评分器之上增加多少 {metric}，其下为其分数的权重。"
            "在混合模型从训练数据中留出的部分上交叉验证，不涉及测试数据；破折号表示混合模型未采用它。",
            "scorer": "评分器",
            "history": "历史 {span}",
            "beyond": "准确性之外",
            "beyond_about": "列表本身是什么样子。箭头表示通常希望的方向；究竟怎样才好，取决于列表的用途。",
            "groups": "对谁更好",
            "groups_about": "按已知互动数量分组的用户的 {metric}，以及最活跃与最不活跃三分之一之间的差距及其 95 % 区间。"
            "活跃用户可找到的条目更多，因此部分差距来自度量本身。",
            "gap": "最活跃 - 最不活跃",
            "least_active": "最不活跃",
            "middle": "中等",
            "most_active": "最活跃",
            "every": "全部指标",
            "terms": "术语说明",
            "model": "模型",
            "better_up": "越高越好",
            "better_down": "越低越好",
        },
    }
)

METRICS: Mapping[Locale, Mapping[str, Word]] = MappingProxyType(
    {
        "en": {
            "precision": Word("Precision", "The share of the list that is relevant."),
            "recall": Word("Recall", "The share of all relevant items that is in the list."),
            "ndcg": Word("NDCG", "Relevant items count 1 / log2(1 + rank), over the best that was possible."),
            "hit_rate": Word("Hit rate", "The share of users with a relevant item in the list."),
            "mrr": Word("MRR", "1 / rank of the first relevant item in the list."),
            "map": Word("MAP", "The mean precision at the ranks of the relevant items."),
            "rmse": Word("RMSE", "The root of the mean squared error of predicted ratings."),
            "mae": Word("MAE", "The mean absolute error of predicted ratings."),
            "fidelity": Word("Fidelity", "The share of explained items whose terms sum to the score that ranks them."),
            "stronger": Word(
                "Stronger", "Users for whom muting the three largest terms costs no less than three random ones."
            ),
            "deletion": Word(
                "Deletion", "How much sooner the score falls when items are muted by evidence than at random."
            ),
            "deletion_popular": Word("Deletion, popular", "The same against muting what is popular first."),
            "insertion": Word(
                "Insertion", "How much sooner the score rises when items are added by evidence than at random."
            ),
            "counterfactual": Word("Counterfactual", "The share of users for whom there is one."),
            "come_true": Word("Come true", "The share of counterfactuals that do what they say when executed."),
            "changes": Word("Changes", "How many actions a counterfactual names."),
            "sparsity": Word("Sparsity", "How many terms hold four fifths of the evidence."),
            "occlusion": Word(
                "Occlusion agrees",
                "One less the share of the terms by which leaving each item out differs from what they say.",
            ),
            "local_fit": Word(
                "Local fit", "R² of the linear picture of the score, on perturbations that it was not fitted to."
            ),
            "said": Word("Said", "Share of items for which there is a reason in one sentence."),
            "claims": Word(
                "Claims hold", "Share of the claims of sentences and bars that the facts hold, in both languages."
            ),
            "grounded": Word(
                "Grounded", "Share of sentences in which nothing is said beside the facts of their claims."
            ),
            "reading_ease": Word("Reading ease", "Flesch's, of the English sentences; 60 and more is plain English."),
            "words_en": Word("Words a sentence", "Of the English sentences, titles included."),
            "characters_zh": Word("Characters a sentence", "Of the Chinese sentences, titles included."),
            "stability": Word("Stability", "How many of the three largest terms stay when another item is muted."),
            "novelty": Word(
                "Novelty", "Mean self-information of the listed items in bits, log2(users / users who chose the item)."
            ),
            "popularity": Word("Popularity", "The mean share of the users in training who chose the listed items."),
            "serendipity": Word(
                "Serendipity",
                "The share of the list that is relevant and that the most popular items would not have shown.",
            ),
            "diversity": Word("Diversity", "1 - the mean cosine of the labels over all pairs in the list."),
            "calibration": Word(
                "Miscalibration",
                "Kullback-Leibler divergence of the list's labels from those of the user's past, in nats.",
            ),
            "coverage": Word("Coverage", "The share of the catalogue that is in at least one of the lists."),
            "gini": Word("Gini", "How unevenly the places of all lists go to the items, 0 to 1."),
        },
        "zh": {
            "precision": Word("精确率", "列表中相关条目的比例。"),
            "recall": Word("召回率", "全部相关条目中出现在列表里的比例。"),
            "ndcg": Word("NDCG", "每个相关条目计 1 / log2(1 + 名次)，再除以可能的最大值。"),
            "hit_rate": Word("命中率", "列表中至少有一个相关条目的用户比例。"),
            "mrr": Word("MRR", "列表中第一个相关条目名次的倒数。"),
            "map": Word("MAP", "各相关条目名次处精确率的均值。"),
            "rmse": Word("RMSE", "预测评分的均方根误差。"),
            "mae": Word("MAE", "预测评分的平均绝对误差。"),
            "fidelity": Word("忠实度", "被解释条目中，各项之和等于其排序得分的比例。"),
            "stronger": Word("更强", "停用最大三项所失不少于随机三项的用户比例。"),
            "deletion": Word("删除", "按依据停用历史条目时，得分比随机停用下降得早多少。"),
            "deletion_popular": Word("删除（流行）", "与先停用最流行条目相比。"),
            "insertion": Word("插入", "按依据加入历史条目时，得分比随机加入上升得早多少。"),
            "counterfactual": Word("反事实", "存在反事实的用户比例。"),
            "come_true": Word("兑现", "执行后与所说一致的反事实比例。"),
            "changes": Word("改变数", "一个反事实涉及多少行为。"),
            "sparsity": Word("稀疏度", "占全部依据五分之四的项数。"),
            "occlusion": Word("遮挡一致", "1 减去逐一去掉条目所测与各项所述之差占各项的比例。"),
            "local_fit": Word("局部拟合", "得分的线性近似在未用于拟合的扰动上的 R²。"),
            "said": Word("有话可说", "能用一句话说出理由的条目比例。"),
            "claims": Word("说法属实", "两种语言的句子和条形所含说法中，有事实支持的比例。"),
            "grounded": Word("句句有据", "除其说法的事实外不多说任何内容的句子比例。"),
            "reading_ease": Word("易读度", "英文句子的 Flesch 易读度；60 以上为浅显英语。"),
            "words_en": Word("每句词数", "英文句子的词数，含片名。"),
            "characters_zh": Word("每句字数", "中文句子的汉字数，含片名。"),
            "stability": Word("稳定性", "停用另一条目后，最大三项中留下的比例。"),
            "novelty": Word("新颖度", "列表条目的平均自信息（比特），即 log2(用户数 / 选过该条目的用户数)。"),
            "popularity": Word("流行度", "训练用户中选过列表条目者的平均比例。"),
            "serendipity": Word("惊喜度", "列表中相关、且最热门条目不会给出的部分所占比例。"),
            "diversity": Word("多样性", "1 减去列表中两两条目标签余弦相似度的均值。"),
            "calibration": Word("失准度", "列表标签分布相对于用户历史标签分布的 KL 散度（奈特）。"),
            "coverage": Word("覆盖率", "至少出现在一个列表中的条目占目录的比例。"),
            "gini": Word("基尼系数", "全部列表的位置在各条目间分配的不均程度，0 到 1。"),
        },
    }
)


def named(metric: str, locale: Locale) -> str:
    """A metric's name with its cutoff: "ndcg@10" is "NDCG@10"; one that has no name here stays as it is."""
    name, at, cutoff = metric.partition("@")
    word = METRICS[locale].get(name)
    return metric if word is None else f"{word.name}{at}{cutoff}"


__all__ = ["METRICS", "TEXT", "Word", "named"]
