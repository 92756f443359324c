"""Questions to the house beside everything else: what a passage answers is taken out of the message before it is read."""

import re
from collections.abc import Sequence

from chatrec.core.acts import Act, AskDesk, Guessed, NotUnderstood, OffTopic, UnknownTitle
from chatrec.dialogue.desk import Desk
from chatrec.dialogue.nlu.words.text import vocabulary
from chatrec.dialogue.state import DialogueState
from chatrec.dialogue.tools import Nlu

SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？\n]*")
# How questions begin or what they hold; a wish ("something with free delivery") does neither.
ASKS = re.compile(
    r"[?？]|^\W*(?:what|how|when|where|which|who|why|can|could|may|do|does|is|are|will|would|i (?:want|would like|need) to)\b|"
    r"吗|怎么|怎样|如何|什么|多久|多少|几天|能不能|可不可以|能否|是否|有没有|哪",
    re.IGNORECASE,
)
# What only a house can answer, so that it is told when its documents do not.
SERVICE = vocabulary(
    """refund refunds refunded return returns returned exchange delivery deliver delivered deliveries shipping ship shipped ships parcel
    parcels order orders invoice invoices receipt warranty guarantee repair repairs cancel cancelled account password payment pay paid
    paypal voucher vouchers coupon coupons discount discounts loyalty membership subscription support service hotline complaint
    退货 退款 换货 退换货 退换 发货 配送 快递 物流 运费 包裹 订单 发票 收据 保修 质保 维修 取消 账户 账号 密码 付款 支付 分期 优惠券 优惠 折扣 会员 积分 客服 投诉 售后"""
)
LOST = (OffTopic, NotUnderstood, UnknownTitle)


class AttendingNlu:
    """Another NLU, and a desk that is asked first, sentence by sentence."""

    def __init__(self, inner: Nlu, desk: Desk) -> None:
        self._inner = inner
        self._desk = desk

    def parse(self, message: str, state: DialogueState) -> tuple[Act, ...]:
        """The desk's questions, and the acts of all that is not one of them."""
        asked: list[Act] = []
        left: list[str] = []
        for sentence in SENTENCE.findall(message) or [message]:
            act = self._asked(sentence, state)
            asked.extend([act] if act else ())
            left.extend([] if act else [sentence])
        if not asked:
            return self._inner.parse(message, state)
        rest = "".join(left).strip()
        further = self._inner.parse(rest, state) if re.search(r"\w", rest) else ()
        return (*dict.fromkeys(asked), *(act for act in further if not isinstance(act, OffTopic)))

    def _asked(self, sentence: str, state: DialogueState) -> AskDesk | None:
        """What a sentence asks of the house. A passage must know more of it than the catalogue does: "do you have
        headphones?" is no question to the desk because a passage tells how to send them back.
        """
        if not ASKS.search(sentence):
            return None
        found = self._desk.find(sentence)
        service = _names(sentence, SERVICE)
        if found is not None and found.good and (service or self._lost(sentence, state)):
            return AskDesk(sentence.strip(), found.passage)
        return AskDesk(sentence.strip(), None) if service and self._lost(sentence, state) else None

    def _lost(self, sentence: str, state: DialogueState) -> bool:
        """Whether nothing else can be made of it but a guess."""
        acts = self._inner.parse(sentence, state)
        return any(isinstance(act, Guessed) for act in acts) or all(isinstance(act, LOST) for act in acts)


def _names(sentence: str, words: Sequence[str] | frozenset[str]) -> bool:
    lowered = sentence.lower()
    return any(word in words for word in re.findall(r"[a-z]+", lowered)) or any(
        word in lowered for word in words if not word.isascii()
    )


__all__ = ["AttendingNlu"]
