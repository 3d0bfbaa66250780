"""What desktops and software centres read about liftapp."""

import configparser
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from liftapp.library.bundle import SUFFIX
from liftapp.paths import APP, DESKTOP_ID, resources
from tests.cli.running import ROOT

DESKTOP_FILE = resources() / "linux" / f"{DESKTOP_ID}.desktop"
FILE_TYPES = resources() / "linux" / f"{DESKTOP_ID}.xml"
METAINFO = ROOT / "packaging" / "linux" / f"{DESKTOP_ID}.metainfo.xml"
OURS = "application/x-liftmem"
SENTENCES = ("summary", "comment", "p", "li")
TYPES = {"t": "http://www.freedesktop.org/standards/shared-mime-info"}


@pytest.fixture
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DESKTOP_FILE, encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.mark.parametrize(
    "command",
    [
        ["desktop-file-validate", str(DESKTOP_FILE)],
        ["appstreamcli", "validate", "--no-net", str(METAINFO)],
    ],
    ids=["desktop-file-validate", "appstreamcli"],
)
def test_the_validators_find_nothing(command: list[str]) -> None:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    said = ended.stdout + ended.stderr
    assert ended.returncode == 0, said
    assert not {"error", "warning"} & {word.strip("():") for word in said.lower().split()}, said


def test_the_desktop_file_opens_what_liftapp_reads(entry: configparser.SectionProxy) -> None:
    assert entry["Exec"] == f"{APP} %F"
    assert entry["Icon"] == DESKTOP_ID
    assert entry["StartupWMClass"] == APP
    assert set(entry["MimeType"].split(";")) == {
        *("application/pdf", "text/plain", "text/markdown", OURS, "")
    }


def test_the_file_type_is_that_of_exported_memories() -> None:
    found = ET.parse(FILE_TYPES).getroot().findall("t:mime-type", TYPES)
    assert [kind.get("type") for kind in found] == [OURS]
    told = {child.tag.partition("}")[2]: child.attrib for child in found[0]}
    assert told["glob"] == {"pattern": f"*{SUFFIX}"}
    assert told["icon"] == {"name": OURS.replace("/", "-")}
    assert told["sub-class-of"] == {"type": "application/zip"}


def test_the_metainfo_is_about_the_same_app(entry: configparser.SectionProxy) -> None:
    root = ET.parse(METAINFO).getroot()
    assert root.get("type") == "desktop-application"
    assert root.findtext("id") == DESKTOP_ID
    assert root.findtext("launchable") == DESKTOP_FILE.name
    assert root.findtext("summary") == entry["Comment"]
    assert root.findtext("provides/mediatype") == OURS
    assert root.findtext("provides/binary") == APP


def test_the_desktop_file_speaks_german_too(entry: configparser.SectionProxy) -> None:
    assert all(f"{key}[de]" in entry for key in ("GenericName", "Comment", "Keywords"))


@pytest.mark.parametrize("path", [FILE_TYPES, METAINFO], ids=lambda path: path.name)
def test_every_sentence_is_there_in_german_too(path: Path) -> None:
    told = [e for e in ET.parse(path).iter() if e.tag.rpartition("}")[2] in SENTENCES]
    languages = [e.get("{http://www.w3.org/XML/1998/namespace}lang") for e in told]
    assert languages == [None, "de"] * (len(told) // 2)
    assert told
