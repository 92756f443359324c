"""Every trouble has its sentence in every language."""

from chatrec.app.notices import NOTICES, notice
from chatrec.core.trouble import Trouble


def test_every_trouble_is_told_in_both_languages() -> None:
    assert set(NOTICES) == set(Trouble)
    for trouble in Trouble:
        english, chinese = notice(trouble, "en"), notice(trouble, "zh")
        assert english.isascii()
        assert english.endswith(".")
        assert chinese.endswith("。")
    assert notice(None, "en") == ""
