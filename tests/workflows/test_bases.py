import json
import shutil
from pathlib import Path

import pytest

from liftapp.errors import ModelUnavailable
from liftapp.library import Library, MemoryManifest
from liftapp.paths import Home
from liftapp.workflows import bases
from tests.workflows.tiny import save_base


def manifest_of(home: Home) -> MemoryManifest:
    with Library(home) as library:
        return library.load_memory(library.memories.find("reactor").id).manifest


def test_a_base_model_is_found_again_where_it_was(learned: Home) -> None:
    assert bases.load_for(learned, manifest_of(learned), None, None).id == "base"


@pytest.mark.parametrize("content", ["", "[]", "{", "null"])
def test_damaged_notes_only_mean_that_the_model_must_be_named(
    learned: Home, base: Path, content: str
) -> None:
    notes = learned.config / "models.json"
    notes.write_text(content)
    manifest = manifest_of(learned)
    with pytest.raises(ModelUnavailable, match=r"'base'.*--model"):
        bases.load_for(learned, manifest, None, None)
    assert bases.load_for(learned, manifest, str(base), None).id == "base"
    assert json.loads(notes.read_text()) == {manifest.base_sha256: str(base.resolve())}


def test_a_model_that_moved_away_is_told(learned: Home, tmp_path: Path) -> None:
    manifest = manifest_of(learned)
    notes = {manifest.base_sha256: str(tmp_path / "gone")}
    (learned.config / "models.json").write_text(json.dumps(notes))
    with pytest.raises(ModelUnavailable, match="no model folder"):
        bases.load_for(learned, manifest, None, None)


def test_other_weights_are_refused_and_not_noted(learned: Home, tmp_path: Path) -> None:
    other, before = save_base(tmp_path / "other", seed=1), notes_of(learned)
    with pytest.raises(ModelUnavailable, match="'base' and 'other' has other weights"):
        bases.load_for(learned, manifest_of(learned), str(other), None)
    assert notes_of(learned) == before


def notes_of(home: Home) -> str:
    return (home.config / "models.json").read_text()


def test_another_tokenizer_is_refused(learned: Home, base: Path, tmp_path: Path) -> None:
    other = shutil.copytree(base, tmp_path / "other")
    file = other / "tokenizer_config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"model_max_length": 99}))
    with pytest.raises(ModelUnavailable, match="tokenizer of 'other'"):
        bases.load_for(learned, manifest_of(learned), str(other), None)
