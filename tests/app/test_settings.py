"""Settings from a file and from --set: what is wrong is said in a sentence."""

from pathlib import Path

import pytest

from chatrec.app.settings import FILE, Settings, read_settings
from chatrec.app.trainers import blend_trainer, trainers
from chatrec.core.errors import ConfigError
from chatrec.core.weights import KindWeights
from chatrec.data import NoiseRules


def test_every_setting_has_a_default_that_works(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert settings == Settings()
    learned, spoken = trainers(settings)
    assert [*learned, *spoken] == ["together", "attributes", "popularity", "wishes", "mood"]


def test_overrides_win_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("seed = 3\ndiversity = 1.5\n[scorer.together]\nl2 = 100.0\ndropout = 0.1\n", "utf-8")
    settings = read_settings(tmp_path, ["seed=4", "scorer.together.l2 = 50", "serve.port=9000", "domain=books"])
    assert (settings.seed, settings.diversity, settings.serve.port, settings.domain) == (4, 1.5, 9000, "books")
    together = blend_trainer(settings).learned[0]
    assert together == type(together)(l2=50.0, dropout=0.1)


def test_weights_and_noise_become_what_training_takes(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("learn_weights = true\n[weights]\nview = 0.2\n[noise]\nbot_events = 0\n", "utf-8")
    settings = read_settings(tmp_path, ["weights.buy=0.5"])
    assert settings.weights.of_kinds() == KindWeights(view=0.2, buy=0.5)
    assert settings.noise.rules() == NoiseRules(bot_events=0)
    assert Settings().weights.of_kinds() == KindWeights()
    assert Settings().noise.rules() == NoiseRules()


@pytest.mark.parametrize(
    ("override", "read"),
    [
        ("scorers=['popularity']", ("popularity",)),
        ('scorers=["popularity", "wishes"]', ("popularity", "wishes")),
    ],
)
def test_a_list_is_written_as_in_the_file(override: str, read: tuple[str, ...], tmp_path: Path) -> None:
    assert read_settings(tmp_path, [override]).scorers == read


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("sed=4", r"settings: sed = 4 is not right: there is no such setting\."),
        ("seed=many", r"settings: seed = 'many' is not right: it must be a whole number"),
        ("seed=-1", r"settings: seed = -1 is not right: it must be 0 or more"),
        ("diversity=nan", "settings: diversity = nan is not right"),
        ("serve.port=70000", r"settings: serve\.port = 70000 is not right"),
        ("serve.log_level=loud", r"settings: serve\.log_level = 'loud' is not right: it must be 'debug', 'info'"),
        ("scorers=[]", r"settings: scorers = \[\] is not right"),
        ("seed.deep=4", r"settings: seed = \{'deep': 4\} is not right"),
        ("seed", "'seed' sets nothing; write NAME=VALUE, as in scorer.together.l2=500"),
        ("=4", "'=4' sets nothing"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(override: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=said):
        read_settings(tmp_path, [override])


def test_a_table_cannot_hang_from_a_value(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"'seed\.deep=5': 'seed' is a single value"):
        read_settings(tmp_path, ["seed=4", "seed.deep=5"])


@pytest.mark.parametrize("content", [b"seed = ", b"seed = 1\nseed = 2", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ConfigError, match=r"chatrec\.toml cannot be read as TOML"):
        read_settings(tmp_path)


def test_a_wrong_setting_in_the_file_names_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[serve]\nport = 'high'\n", "utf-8")
    with pytest.raises(ConfigError, match=r"chatrec\.toml: serve\.port = 'high' is not right"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (
            ["scorers=['magic', 'together']"],
            r"There is no scorer 'magic'; known are attributes, .*together, wishes",
        ),
        (["scorers=['blending']"], "There is no scorer 'blending'"),
        (["scorers=['wishes']"], "has none that learns; add 'together' or 'popularity'"),
        (["scorer.magic.l2=3"], r"Settings for \['magic'\] have no effect"),
        (["scorer.together.l2=-1"], r"scorer\.together: l2 = -1 is not right: it must be more than 0"),
        (["scorer.together.l2=inf"], r"scorer\.together: l2 = inf is not right: it must be a finite number"),
        (["scorer.together.dropout=1"], r"scorer\.together: dropout = 1 is not right: it must be less than 1"),
        (["scorer.popularity.strength=1"], r"scorer\.popularity: strength = 1 is not right: there is no such setting"),
        (["scorer.wishes.strength=lots"], r"scorer\.wishes: strength = 'lots' is not right"),
    ],
)
def test_a_wrong_scorer_is_named_with_what_would_be_right(overrides: list[str], said: str, tmp_path: Path) -> None:
    settings = read_settings(tmp_path, overrides)
    with pytest.raises(ConfigError, match=said):
        blend_trainer(settings)
