"""Installing, finding, choosing and removing packages."""

import json
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.storage.database import Database
from reader.translation.argos import describe
from reader.translation.download import Download
from reader.translation.store import PackageStore, argos_folders
from tests.support.packages import Kind, build_package, pack
from tests.support.server import Site, serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_package(tmp_path_factory.mktemp("built"), Kind(version="1.9"))


@pytest.fixture(scope="module")
def archive(folder: Path) -> Path:
    return pack(folder, folder.parent / "zh_en.argosmodel")


@pytest.fixture
def store(tmp_path: Path) -> PackageStore:
    return PackageStore(tmp_path / "packages", Database(tmp_path / "reader.db"), [], tmp_path / "x")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def refused(store: PackageStore, archive: Path) -> str:
    """The one sentence with which a file is refused, after which nothing is left behind."""
    with pytest.raises(ReaderError) as caught:
        store.install_file(archive)
    message = str(caught.value)
    assert str(archive) in message
    assert "\n" not in message
    if store.folder.exists():
        assert [path.name for path in store.folder.iterdir() if path.name != "kept"] == []
    return message


def write(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def test_a_package_is_installed_from_a_file_and_used(store: PackageStore, archive: Path) -> None:
    seen: list[tuple[int, int]] = []
    package = store.install_file(archive, lambda done, total: seen.append((done, total)))
    assert package.usable
    assert package.name == "zh-en 1.9"
    assert seen[-1][0] == seen[-1][1] > 0
    assert store.chosen == package
    assert store.list() == [package]


def test_a_package_without_a_folder_of_its_own_gets_one(
    store: PackageStore, folder: Path, tmp_path: Path
) -> None:
    flat = tmp_path / "flat.argosmodel"
    with zipfile.ZipFile(flat, "w") as target:
        for path in folder.rglob("*"):
            if path.is_file():
                target.write(path, path.relative_to(folder).as_posix())
    package = store.install_file(flat)
    assert package.id == "translate-zh_en-1.9"
    assert store.list() == [package]


def test_a_package_replaces_one_of_the_same_name(store: PackageStore, archive: Path) -> None:
    first = store.install_file(archive)
    (first.folder / "stale").write_text("x", encoding="utf-8")
    second = store.install_file(archive)
    assert second.folder == first.folder
    assert not (second.folder / "stale").exists()
    assert len(list(store.folder.iterdir())) == 1


def test_a_broken_file_changes_nothing(store: PackageStore, archive: Path, tmp_path: Path) -> None:
    package = store.install_file(archive)
    package.folder.rename(store.folder / "kept")
    content = archive.read_bytes()
    cut = tmp_path / "cut.argosmodel"
    cut.write_bytes(content[: len(content) // 2])
    assert "not a whole" in refused(store, cut)
    flipped = bytearray(content)
    flipped[len(content) // 3] ^= 0xFF
    cut.write_bytes(flipped)
    refused(store, cut)
    assert "no such file" in refused(store, tmp_path / "absent.argosmodel")
    assert [found.id for found in store.list()] == ["kept"]


@pytest.mark.parametrize("name", ["/etc/x", "../x", "p/../../x", "p\\..\\x", "C:/x", "p/\x1b[2J"])
def test_paths_outside_the_folder_are_refused(
    store: PackageStore, tmp_path: Path, name: str
) -> None:
    bad = write(tmp_path / "bad.argosmodel", {"p/metadata.json": b"{}", name: b"x"})
    assert "outside" in refused(store, bad)


@pytest.mark.parametrize("place", [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99])
def test_a_changed_file_is_refused_in_one_sentence(
    store: PackageStore, folder: Path, tmp_path: Path, place: float
) -> None:
    files = {f"p/{part.name}": b"abcabd" * 5000 for part in folder.iterdir() if part.is_file()}
    changed = write(tmp_path / "changed.argosmodel", files)
    content = bytearray(changed.read_bytes())
    start = int(len(content) * place)
    for number in range(start, min(start + 8, len(content))):
        content[number] ^= 0xFF
    changed.write_bytes(content)
    refused(store, changed)


@pytest.mark.parametrize("version", ["../../x", "1\x1b[2J", "9" * 400, {"a": 1}, None])
@pytest.mark.parametrize("root", ["", ".hidden/", "_own/"])
def test_strange_metadata_does_no_harm(
    store: PackageStore, folder: Path, tmp_path: Path, version: object, root: str
) -> None:
    metadata = {"from_code": "zh", "to_code": "en", "package_version": version}
    files = {
        f"{root}{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    files[f"{root}metadata.json"] = json.dumps(metadata).encode()
    package = store.install_file(write(tmp_path / "strange.argosmodel", files))
    assert package.folder.parent == store.folder
    assert store.list() == [package]
    assert package.name.isprintable()
    assert len(package.name) < 60


@pytest.mark.parametrize("content", ["[" * 100_000, " " * 2**21, "[]", '"\\ud800'])
def test_metadata_that_cannot_be_read_is_one_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "metadata.json").write_text(content, encoding="utf-8")
    problem = describe(tmp_path, "installed").problem
    assert "metadata.json cannot be read" in problem
    assert "\n" not in problem


def test_a_name_of_several_packages_removes_none(
    store: PackageStore, folder: Path, archive: Path
) -> None:
    first = store.install_file(archive)
    second = store.folder / "second"
    shutil.copytree(folder, second)
    with pytest.raises(ReaderError, match="which one"):
        store.remove("zh-en")
    assert store.use(str(second)).folder == second
    store.remove("second")
    assert store.list() == [first]


def test_links_are_refused(store: PackageStore, tmp_path: Path) -> None:
    bad = tmp_path / "link.argosmodel"
    link = zipfile.ZipInfo("p/model")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(bad, "w") as target:
        target.writestr("p/metadata.json", "{}")
        target.writestr(link, "/etc")
    assert "not a plain file" in refused(store, bad)


def test_bombs_are_refused(store: PackageStore, tmp_path: Path) -> None:
    bomb = write(
        tmp_path / "bomb.argosmodel",
        {"p/metadata.json": b"{}", "p/model/model.bin": bytes(100 * 2**20)},
    )
    assert "unpack" in refused(store, bomb)
    many = write(tmp_path / "many.argosmodel", {f"p/{number}": b"" for number in range(2001)})
    assert "2,001 files" in refused(store, many)


def test_the_parts_must_be_there_and_load(
    store: PackageStore, folder: Path, tmp_path: Path
) -> None:
    files = {
        f"p/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    for name in ("p/metadata.json", "p/model/model.bin", "p/sentencepiece.model"):
        partial = {key: value for key, value in files.items() if key != name}
        refused(store, write(tmp_path / "partial.argosmodel", partial))
    damaged = {**files, "p/model/model.bin": files["p/model/model.bin"][:-100]}
    assert "does not work" in refused(store, write(tmp_path / "d.argosmodel", damaged))
    foreign = {**files, "p/metadata.json": b'{"from_code": "ar", "to_code": "en"}'}
    assert "ar-en" in refused(store, write(tmp_path / "f.argosmodel", foreign))


def test_argos_packages_of_the_person_are_found_and_used(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path / "home"), "ARGOS_PACKAGES_DIR": str(tmp_path / "theirs")}
    settings = tmp_path / "home/.config/argos-translate/settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "configured")}))
    usual = tmp_path / "home/.local/share/argos-translate/packages"
    build_package(tmp_path / "theirs", Kind(name="one"))
    build_package(tmp_path / "configured", Kind(name="two", version="2.0"))
    build_package(usual, Kind(name="three", from_code="zt"))
    build_package(usual, Kind(name="german", from_code="de"))
    store = PackageStore(
        tmp_path / "ours", Database(tmp_path / "db"), argos_folders(environment), tmp_path / "x"
    )
    assert [package.id for package in store.list()] == ["one", "two", "three"]
    assert store.chosen is not None
    assert store.chosen.id == "two"
    assert store.use("three").from_code == "zt"
    assert store.chosen.id == "three"
    with pytest.raises(ReaderError, match="argospm"):
        store.remove("one")


def test_a_built_in_package_is_the_last_choice(
    tmp_path: Path, store: PackageStore, archive: Path
) -> None:
    build_package(tmp_path / "x", Kind(version="7.0"))
    assert store.chosen is not None
    assert store.chosen.name == "built in"
    with pytest.raises(ReaderError, match="part of the reader"):
        store.remove("built in")
    store.install_file(archive)
    assert store.chosen.name == "zh-en 1.9"
    assert store.use("built in").name == "built in"
    assert store.chosen.name == "built in"


def test_removing(store: PackageStore, archive: Path) -> None:
    package = store.install_file(archive)
    store.remove("zh-en")
    assert not package.folder.exists()
    assert store.chosen is None
    with pytest.raises(ReaderError, match="no package 'zh-en'"):
        store.remove("zh-en")


def index(site: Site, *versions: str) -> str:
    entries = [
        {
            "from_code": "zh",
            "to_code": "en",
            "package_version": version,
            "links": ["ipfs://nowhere", f"{site.address}/{version}.argosmodel"],
        }
        for version in versions
    ]
    entries.append({"from_code": "en", "to_code": "zh", "package_version": "9", "links": []})
    site.files["/index.json"] = json.dumps(entries).encode()
    return f"{site.address}/index.json"


def test_the_newest_package_is_fetched_by_pair(
    store: PackageStore, site: Site, archive: Path
) -> None:
    address = index(site, "1.1", "1.10", "1.9")
    site.files["/1.10.argosmodel"] = archive.read_bytes()
    seen: list[tuple[int, int]] = []
    package = store.install_from_index("zh-en", lambda *done: seen.append(done), address)
    assert package.usable
    assert seen[-1] == (archive.stat().st_size, archive.stat().st_size)
    assert [path for path, _ in site.asked] == ["/index.json", "/1.10.argosmodel"]
    with pytest.raises(ReaderError, match="it has zh-en"):
        store.install_from_index("zt-en", None, address)


def test_a_download_goes_on_where_it_stopped(site: Site, tmp_path: Path) -> None:
    content = bytes(range(256)) * 4096
    site.files["/f"] = content
    site.breaks = [300_000, 300_000]
    download = Download(f"{site.address}/f", tmp_path / "f", 2**21, lambda seconds: None)
    assert download.run().read_bytes() == content
    assert site.asked == [("/f", ""), ("/f", "bytes=300000-"), ("/f", "bytes=600000-")]
    assert list(tmp_path.iterdir()) == [tmp_path / "f"]


def test_a_download_goes_on_another_day_unless_the_file_changed(site: Site, tmp_path: Path) -> None:
    site.files["/f"] = b"a" * 1000
    site.breaks = [400, 0, 0, 0]
    download = Download(f"{site.address}/f", tmp_path / "f", 2000, lambda seconds: None)
    with pytest.raises(ReaderError, match="goes on from there"):
        download.run()
    site.files["/f"] = b"b" * 1000
    site.version = '"2"'
    assert download.run().read_bytes() == b"b" * 1000


def test_what_is_whole_already_does_not_stand_in_the_way(site: Site, tmp_path: Path) -> None:
    site.files["/f"] = b"a" * 1000
    download = Download(f"{site.address}/f", tmp_path / "f", 2000, lambda seconds: None)
    part = tmp_path / "f.part"
    part.write_bytes(b"a" * 1000)
    note = {"address": download.address, "version": site.version}
    (tmp_path / "f.part.json").write_text(json.dumps(note), encoding="utf-8")
    assert download.run().read_bytes() == b"a" * 1000
    assert [part for _, part in site.asked] == ["bytes=1000-", ""]
    assert list(tmp_path.iterdir()) == [tmp_path / "f"]


def test_a_server_without_ranges_is_asked_for_everything_again(site: Site, tmp_path: Path) -> None:
    site.files["/f"] = b"abcdefgh" * 1000
    site.ranges = False
    site.breaks = [5000]
    download = Download(f"{site.address}/f", tmp_path / "f", 10_000, lambda seconds: None)
    assert download.run().read_bytes() == b"abcdefgh" * 1000


def test_what_is_fetched_is_bounded_and_safe(
    store: PackageStore, site: Site, tmp_path: Path
) -> None:
    site.files["/f"] = bytes(3000)
    with pytest.raises(ReaderError, match="too much"):
        Download(f"{site.address}/f", tmp_path / "f", 2000).run()
    site.redirects["/g"] = "http://example.org/f"
    with pytest.raises(ReaderError, match="only https"):
        Download(f"{site.address}/g", tmp_path / "g", 2000).run()
    with pytest.raises(ReaderError, match="404"):
        Download(f"{site.address}/absent", tmp_path / "h", 2000).run()
    with pytest.raises(ReaderError, match="only https"):
        store.install_from_index("zh-en", None, "http://example.org/index.json")
    site.files["/index.json"] = b'{"a": 1}'
    with pytest.raises(ReaderError, match="no package"):
        store.install_from_index("zh-en", None, f"{site.address}/index.json")
    site.files["/index.json"] = b"<html>"
    with pytest.raises(ReaderError, match="no index"):
        store.install_from_index("zh-en", None, f"{site.address}/index.json")


def test_a_package_that_does_not_load_is_not_chosen(
    store: PackageStore, archive: Path, folder: Path
) -> None:
    package = store.install_file(archive)
    shutil.copytree(folder, store.folder / "damaged")
    (store.folder / "damaged" / "model" / "model.bin").write_bytes(b"x")
    with pytest.raises(ReaderError, match="cannot be loaded"):
        store.use("damaged")
    assert store.chosen == package
