"""How a person steers, as JSON and in words: what every slider does and how it stands, what is disputed, whether they are profiled."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import Field

from chatrec.app.replies import Form
from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.heed import LONGEST, Dispute, Matter
from chatrec.core.query import Locale, Query
from chatrec.core.steering import SLIDERS, Steering
from chatrec.explain import Explainer

# What each slider multiplies or moves, by language.
LABELS: Mapping[Locale, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "liked": "What people like you liked",
            "facts": "What it is about: attributes and facts",
            "sequence": "What comes after what you chose last",
            "words": "Words like those in what you chose",
            "popularity": "What many people choose",
            "novelty": "Less known rather than well known",
            "variety": "Varied rather than alike",
        },
        "zh": {
            "liked": "与你相似的人喜欢什么",
            "facts": "内容：属性与事实",
            "sequence": "在你最近的选择之后常选什么",
            "words": "与你所选内容用词相近",
            "popularity": "很多人选择什么",
            "novelty": "更冷门，而不是更有名",
            "variety": "更多样，而不是更相似",
        },
    }
)
KINDS: Mapping[Locale, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            Kind.HISTORY: "all that rests on single things you chose",
            Kind.ATTRIBUTE: "all that rests on attributes",
            Kind.TEXT: "all that rests on words",
            Kind.PATH: "all that rests on chains of facts",
            Kind.PRIOR: "all that rests on what many choose",
            Kind.MODEL: "all that learned models add",
        },
        "zh": {
            Kind.HISTORY: "一切基于你所选条目的理由",
            Kind.ATTRIBUTE: "一切基于属性的理由",
            Kind.TEXT: "一切基于用词的理由",
            Kind.PATH: "一切基于事实链的理由",
            Kind.PRIOR: "一切基于大众选择的理由",
            Kind.MODEL: "一切学习模型的判断",
        },
    }
)
PROFILING: Mapping[tuple[Locale, bool], str] = MappingProxyType(
    {
        ("en", True): "Lists go by what you said and did.",
        (
            "en",
            False,
        ): "You are not profiled: nothing known of you is used and nothing new is learned, until you switch it on again.",
        ("zh", True): "推荐依据你说过的话和做过的事。",
        ("zh", False): "你已关闭个性化：不使用也不再记录任何关于你的信息，直到你重新打开。",
    }
)


class SliderOut(Form):
    """One slider: how it stands, and from where to where it goes; at `usual` it changes nothing. The first five multiply their
    evidence, the last two are where the dial of a conversation starts.
    """

    name: str
    label: str
    value: float
    least: float
    usual: float
    most: float


class DisputeForm(Form):
    """What a dispute is about: an attribute ("genre=Drama"), a name, a word, a path, or a whole kind of evidence.

    `label` says it in the reader's language; it is not read when a dispute is sent.
    """

    matter: Matter
    ref: str = Field(min_length=1, max_length=LONGEST)
    label: str = ""

    def read(self) -> Dispute:
        """Raises InputError for one that names nothing."""
        return Dispute(self.matter, self.ref)


class SteeringOut(Form):
    """How a person steers their lists."""

    profiling: bool
    note: str
    sliders: tuple[SliderOut, ...]
    disputes: tuple[DisputeForm, ...]


def steering_out(steering: Steering, explainer: Explainer, locale: Locale) -> SteeringOut:
    """A steering in the words of a language."""
    stands = steering.sliders()
    return SteeringOut(
        profiling=steering.profiling,
        note=PROFILING[locale, steering.profiling],
        sliders=tuple(
            SliderOut(name=name, label=LABELS[locale][name], value=stands[name], least=least, usual=usual, most=most)
            for name, (least, usual, most) in SLIDERS.items()
        ),
        disputes=tuple(
            DisputeForm(matter=one.matter, ref=one.ref, label=dispute_label(one, explainer, locale))
            for one in steering.heed.disputes
        ),
    )


def dispute_label(dispute: Dispute, explainer: Explainer, locale: Locale) -> str:
    """What is disputed, in words."""
    match dispute.matter:
        case Matter.ATTRIBUTE:
            return explainer.what(dispute.ref, locale)
        case Matter.PATH:
            return explainer.label(Evidence(Term("knowledge", Kind.PATH, dispute.ref), 1.0), Query())
        case Matter.EVIDENCE:
            return KINDS[locale][dispute.ref]
        case Matter.NAME | Matter.WORD:
            return f"“{dispute.ref}”"


__all__ = ["LABELS", "DisputeForm", "SliderOut", "SteeringOut", "dispute_label", "steering_out"]
