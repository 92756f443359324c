"""The data sets we know: where they come from, how to recognise their files, and on which terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from chatrec.core.query import Locale


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive and the SHA-256 that it must have."""

    path: str
    sha256: str

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True)
class WebArchive:
    """A zip at an address."""

    url: str
    members: tuple[Member, ...]

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class PackageArchive:
    """A published Python package that carries a copy; it is unzipped, never installed or run."""

    requirement: str
    members: tuple[Member, ...]

    def __str__(self) -> str:
        return f"the Python package {self.requirement}"


Origin = WebArchive | PackageArchive


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set by name: what it is, its origins in the order to try, and its terms of use."""

    name: str
    about: Mapping[Locale, str]
    origins: tuple[Origin, ...]
    terms: Mapping[Locale, str]


def _movielens_terms(page: str) -> Mapping[Locale, str]:
    """The terms of every MovieLens set; `page` is where GroupLens states them."""
    return MappingProxyType(
        {
            "en": (
                "MovieLens is made available by the GroupLens group of the University of Minnesota for research. "
                "Acknowledge it in publications; without GroupLens' permission, do not redistribute the data and do "
                "not use it commercially; do not suggest that GroupLens endorses you. Cite: F. M. Harper and "
                "J. A. Konstan (2015), The MovieLens Datasets: History and Context, ACM TiiS 5(4), Article 19. "
                f"The full terms: https://grouplens.org/datasets/movielens/{page}/"
            ),
            "zh": (
                "MovieLens 由明尼苏达大学 GroupLens 研究组提供，供研究使用。发表成果时须致谢；未经 GroupLens 许可，"
                "不得再分发数据，不得用于商业目的；不得暗示获得 GroupLens 的认可。引用：F. M. Harper 与 J. A. Konstan"
                "（2015），The MovieLens Datasets: History and Context，ACM TiiS 5(4)，第 19 篇。"
                f"完整条款：https://grouplens.org/datasets/movielens/{page}/"
            ),
        }
    )


# Only items and ratings are taken: nothing here needs the age, gender and postcode of the people who rated.
_ML_100K = DataSet(
    name="ml-100k",
    about=MappingProxyType(
        {
            "en": "MovieLens 100K: 100,000 ratings of 1,682 films by 943 people, 1997-1998",
            "zh": "MovieLens 100K：943 人对 1,682 部电影的 100,000 个评分，1997 至 1998 年",
        }
    ),
    origins=(
        WebArchive(
            "https://files.grouplens.org/datasets/movielens/ml-100k.zip",
            (
                Member("ml-100k/u.data", "06416e597f82b7342361e41163890c81036900f418ad91315590814211dca490"),
                Member("ml-100k/u.item", "553841ebc7de3a0fd0d6b62a204ea30c1e651aacfb2814c7a6584ac52f2c5701"),
            ),
        ),
        PackageArchive(
            "recbole==1.2.1",
            (
                Member(
                    "recbole/dataset_example/ml-100k/ml-100k.inter",
                    "4edb74e2a81178c2ba9ff381495f754f996c4aea351b1272ca36b43da0935eff",
                ),
                Member(
                    "recbole/dataset_example/ml-100k/ml-100k.item",
                    "51d7cdf777ce5c0f5b32c1d947a4a81fe07d75e78abbe761e0cd4d0756064532",
                ),
            ),
        ),
    ),
    terms=_movielens_terms("100k"),
)

_ML_1M = DataSet(
    name="ml-1m",
    about=MappingProxyType(
        {
            "en": "MovieLens 1M: 1,000,209 ratings of 3,883 films by 6,040 people, 2000-2003",
            "zh": "MovieLens 1M：6,040 人对 3,883 部电影的 1,000,209 个评分，2000 至 2003 年",
        }
    ),
    origins=(
        WebArchive(
            "https://files.grouplens.org/datasets/movielens/ml-1m.zip",
            (
                Member("ml-1m/movies.dat", "0140fc2356357c1a851d0f52e893a1e4d3696df632c4141cea8d5bc3d621f0b9"),
                Member("ml-1m/ratings.dat", "506d64ca44484487c11dc2d9a28de5c54948213e6b96285e298afe28d6ea4e0f"),
            ),
        ),
    ),
    terms=_movielens_terms("1m"),
)

_ML_LATEST_SMALL = DataSet(
    name="ml-latest-small",
    about=MappingProxyType(
        {
            "en": "MovieLens latest-small (2018): 100,836 ratings in half stars of 9,742 films by 610 people, 1996-2018",
            "zh": "MovieLens latest-small（2018）：610 人对 9,742 部电影的 100,836 个评分（含半星），1996 至 2018 年",
        }
    ),
    origins=(
        WebArchive(
            "https://files.grouplens.org/datasets/movielens/ml-latest-small.zip",
            (
                Member(
                    "ml-latest-small/movies.csv", "5a5f32dd9bb3797b8e728a1b98958789d2b13f294a69fdfbc5727f8a9611aa07"
                ),
                Member(
                    "ml-latest-small/ratings.csv", "aa289ca83157595d0df6aea1be6a4ded676ddc4385472e8313a8ed9805352646"
                ),
            ),
        ),
    ),
    terms=_movielens_terms("latest"),
)

DATA_SETS: Mapping[str, DataSet] = MappingProxyType(
    {known.name: known for known in (_ML_100K, _ML_1M, _ML_LATEST_SMALL)}
)

__all__ = ["DATA_SETS", "DataSet", "Member", "Origin", "PackageArchive", "WebArchive"]
