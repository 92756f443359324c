"""Models are there whole or not at all, damage is named, and promotions by several processes are all kept."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from chatrec.adapters.model_folder import ModelFolder
from chatrec.core.errors import ConflictError, InputError, NotFoundError, StorageError
from chatrec.core.ids import ModelVersion
from chatrec.ports.model_store import StoredModel

V1 = ModelVersion("v1")
MODEL = StoredModel(V1, '{"kind":"blend"}', {"together/weights": np.arange(12.0).reshape(3, 4)})

PROMOTE = """
import sys
from pathlib import Path
from chatrec.adapters.model_folder import ModelFolder
store = ModelFolder(Path(sys.argv[1]))
for _ in range(25):
    store.promote(sys.argv[2])
"""


@pytest.fixture
def store(tmp_path: Path) -> ModelFolder:
    folder = ModelFolder(tmp_path)
    folder.put(MODEL)
    return folder


@pytest.mark.parametrize("name", ["manifest.json", "arrays.npz"])
@pytest.mark.parametrize("place", [0, 5, -1])
def test_one_changed_byte_is_found_and_the_file_named(
    name: str, place: int, store: ModelFolder, tmp_path: Path
) -> None:
    path = tmp_path / "v1" / name
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(StorageError, match=rf"v1/{name}' is damaged; restore it from a backup or train anew"):
        store.get(V1)


@pytest.mark.parametrize("name", ["manifest.json", "arrays.npz", "SHA256SUMS"])
def test_a_missing_file_is_named(name: str, store: ModelFolder, tmp_path: Path) -> None:
    (tmp_path / "v1" / name).unlink()
    with pytest.raises(StorageError, match=rf"v1/{name}': No such file"):
        store.get(V1)


def test_a_cut_off_list_of_promotions_is_named(store: ModelFolder, tmp_path: Path) -> None:
    store.promote(V1)
    (tmp_path / "promoted.json").write_text('["v1"')
    with pytest.raises(StorageError, match=r"promoted\.json"):
        store.promoted()
    with pytest.raises(StorageError, match=r"promoted\.json"):
        store.promote(V1)


@pytest.mark.usefixtures("store")
def test_numpy_and_sha256sum_read_what_we_wrote(tmp_path: Path) -> None:
    with np.load(tmp_path / "v1" / "arrays.npz", allow_pickle=False) as arrays:
        assert arrays["together%2Fweights"].tolist() == MODEL.arrays["together/weights"].tolist()
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / "v1", check=True)


def test_what_a_crash_left_half_written_is_no_model(store: ModelFolder, tmp_path: Path) -> None:
    (tmp_path / "v1").rename(tmp_path / ".unfinished-0123")
    assert store.manifests() == []
    with pytest.raises(NotFoundError):
        store.get(ModelVersion(".unfinished-0123"))
    store.put(MODEL)
    assert store.get(V1).manifest == MODEL.manifest


def test_a_model_that_cannot_be_written_leaves_nothing(store: ModelFolder, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Array 'x' holds Python objects"):
        store.put(StoredModel(ModelVersion("v2"), "{}", {"ok": np.ones(3), "x": np.array([object()])}))
    with pytest.raises(ConflictError):
        store.put(MODEL)
    assert [path.name for path in tmp_path.iterdir()] == ["v1"]


@pytest.mark.parametrize("version", ["", "..", "../v1", "a/b", ".hidden", "promoted.json", "电影"])
def test_a_version_must_name_a_folder(version: str, store: ModelFolder) -> None:
    with pytest.raises(InputError, match="cannot name a folder"):
        store.put(MODEL._replace(version=ModelVersion(version)))


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("")
    with pytest.raises(StorageError, match="models"):
        ModelFolder(tmp_path / "models").put(MODEL)


def test_one_of_many_writers_of_a_version_wins(tmp_path: Path) -> None:
    def put(writer: int) -> bool:
        try:
            ModelFolder(tmp_path).put(StoredModel(V1, f"{writer}", {"x": np.full(1000, writer)}))
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        winner = list(pool.map(put, range(8))).index(True)
    stored = ModelFolder(tmp_path).get(V1)
    assert stored.manifest == f"{winner}"
    assert set(stored.arrays["x"]) == {winner}


def test_promotions_of_several_processes_are_all_kept(store: ModelFolder, tmp_path: Path) -> None:
    store.put(MODEL._replace(version=ModelVersion("v2")))
    processes = [subprocess.Popen([sys.executable, "-c", PROMOTE, tmp_path, version]) for version in ("v1", "v2")]
    assert [process.wait() for process in processes] == [0, 0]
    assert sorted(store.promoted()) == ["v1"] * 25 + ["v2"] * 25
