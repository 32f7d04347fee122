"""Where a table may stand: no network share, no folder that is copied elsewhere, whatever it is called."""

from pathlib import Path, PureWindowsPath

import pytest

from casetable.actions.partnership import check_place, found
from casetable.errors import NoTable
from casetable.seat import open_table
from casetable.store import grounds
from casetable.store.grounds import Mount, check_ground, read_mounts
from tests.conftest import Files
from tests.tables import FOUNDED, at, setup

MOUNTINFO = rb"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 27 0:50 / /mnt/team\040files rw,relatime shared:20 master:3 - cifs //server/team\040files rw,vers=3.0
41 27 0:51 / /home rw,relatime - nfs4 files.example.org:/export/home rw
42 41 8:2 / /home/dana/local rw,relatime - xfs /dev/sdb1 rw
"""


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Mount]:
    """The list of this computer's file systems, to be added to."""
    known = [Mount("/", "ext4", "/dev/sda1")]
    monkeypatch.setattr(grounds, "mounts", lambda: known)
    return known


def why(path: Path) -> str:
    with pytest.raises(NoTable) as refused:
        check_ground(path)
    return str(refused.value)


@pytest.mark.parametrize(
    "kind",
    [
        *(
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "afpfs",
            "afs",
            "ncpfs",
            "ceph",
            "lustre",
            "gfs2",
            "ocfs2",
            "glusterfs",
        ),
        *("fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "davfs", "beegfs", "webdav", "remote"),
    ],
)
def test_a_network_share_is_refused_with_its_kind_and_what_to_do(
    mounted: list[Mount], tmp_path: Path, kind: str
) -> None:
    mounted.append(Mount(str(tmp_path), kind, "server:/export"))
    said = why(tmp_path / "partnership.casetable")
    assert f"network share ({kind}, at {tmp_path})" in said
    assert str(tmp_path) in said
    assert "disk of this computer" in said


def test_a_table_that_is_there_already_is_told_how_to_move_it(mounted: list[Mount], tmp_path: Path) -> None:
    mounted.append(Mount(str(tmp_path), "cifs", "//server/share"))
    file = tmp_path / "partnership.casetable"
    file.touch()
    assert f"casetable restore {file} --table PATH" in why(file)


@pytest.mark.parametrize("kind", ["9p", "drvfs"])
def test_windows_drives_below_wsl_are_said_to_be_that(mounted: list[Mount], tmp_path: Path, kind: str) -> None:
    mounted.append(Mount(str(tmp_path), kind, "C:\\"))
    assert "WSL" in why(tmp_path / "a.casetable")


@pytest.mark.parametrize("source", ["//server/share", "server:/export", "https://files.example.org/dav"])
def test_a_nameless_kind_is_told_by_what_it_shows(mounted: list[Mount], tmp_path: Path, source: str) -> None:
    mounted.append(Mount(str(tmp_path), "fuse", source))
    assert "network share" in why(tmp_path / "a.casetable")


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("ext4", "/dev/sda1"),
        ("xfs", "/dev/mapper/vg-home"),
        ("btrfs", "/dev/sdb"),
        ("zfs", "pool/home"),
        ("tmpfs", "tmpfs"),
        ("overlay", "overlay"),
        ("apfs", "/dev/disk1s1"),
        ("ntfs", "C:\\"),
        ("fuseblk", "/dev/sdc1"),
        ("vfat", "/dev/sdd1"),
        ("virtiofs", "share"),
    ],
)
def test_a_disk_of_this_computer_is_fine(mounted: list[Mount], tmp_path: Path, kind: str, source: str) -> None:
    mounted.append(Mount(str(tmp_path), kind, source))
    check_ground(tmp_path / "a.casetable")


def test_the_longest_mount_point_decides_and_of_equal_ones_the_last(mounted: list[Mount], tmp_path: Path) -> None:
    home = tmp_path / "home"
    local = home / "dana" / "local"
    mounted += [Mount(str(local), "xfs"), Mount(str(home), "nfs4", "files:/home")]
    check_ground(local / "a.casetable")
    assert "nfs4" in why(home / "dana" / "a.casetable")
    mounted.append(Mount(str(home), "ext4", "/dev/sdb1"))
    check_ground(home / "dana" / "a.casetable")


def test_a_name_that_only_begins_like_a_mount_point_is_not_below_it(mounted: list[Mount], tmp_path: Path) -> None:
    mounted.append(Mount(str(tmp_path / "share"), "nfs"))
    check_ground(tmp_path / "shared" / "a.casetable")


def test_a_link_leads_to_where_the_file_is(mounted: list[Mount], tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "here").symlink_to(share)
    mounted.append(Mount(str(share), "nfs"))
    assert "network share" in why(tmp_path / "here" / "a.casetable")
    assert "network share" in why(tmp_path / "here" / "not" / "yet" / "a.casetable")


def test_links_in_a_circle_are_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(NoTable, match="cannot be followed"):
        open_table(str(tmp_path / "a" / "x.casetable"))


def test_linuxs_list_of_mounts_is_read_with_its_blanks() -> None:
    found = list(read_mounts(MOUNTINFO))
    assert found[2] == Mount("/mnt/team files", "cifs", "//server/team files")
    assert [one.kind for one in found] == ["proc", "ext4", "cifs", "nfs4", "xfs"]


@pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="this system tells its mounts otherwise")
def test_this_computers_own_list_holds_its_root() -> None:
    assert "/" in {one.point for one in grounds.mounts()}


def test_other_systems_are_asked_through_psutil(monkeypatch: pytest.MonkeyPatch) -> None:
    psutil = pytest.importorskip("psutil")
    part = type(psutil.disk_partitions(all=True)[0])
    told = [
        part("C:\\", "C:\\", "NTFS", "rw,fixed"),
        part("Z:\\", "Z:\\", "", "rw,remote"),
        part("s", "/V", "smbfs", "rw"),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: told)
    monkeypatch.setattr(grounds.sys, "platform", "darwin")
    assert [one.kind for one in grounds.mounts()] == ["ntfs", "remote", "smbfs"]


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Alder Street)", "Dropbox"),
        ("dropbox/deep/below", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - Social Services", "OneDrive"),
        ("ONEDRIVE/x", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("iCloud Drive", "iCloud"),
        ("Google Drive", "Google Drive"),
        ("Google Drive (dana@example.org)", "Google Drive"),
        ("GoogleDrive-dana@example.org/My Drive", "Google Drive"),
        ("Library/CloudStorage/Box-Box", "a cloud storage"),
    ],
)
def test_a_folder_of_a_sync_program_is_refused_by_its_name(tmp_path: Path, folder: str, name: str) -> None:
    said = why(tmp_path / folder / "partnership.casetable")
    assert f"by {name}" in said
    assert str(tmp_path / folder.split("/")[0]) in said
    assert "damaged" in said


@pytest.mark.parametrize(
    "folder",
    ["dropbox-invoices", "My Dropbox notes", "onedrive-old", "Drive", "My Drive", "CloudStorage", "Mobile Documents"],
)
def test_a_folder_that_is_only_called_like_one_is_fine(tmp_path: Path, folder: str) -> None:
    check_ground(tmp_path / folder / "partnership.casetable")
    check_ground(tmp_path / "cases" / f"{folder}.casetable")


def test_a_table_that_is_itself_called_dropbox_is_fine(tmp_path: Path) -> None:
    check_ground(tmp_path / "Dropbox")


@pytest.mark.parametrize(
    ("mark", "is_folder", "name"),
    [
        (".dropbox", False, "Dropbox"),
        (".dropbox.cache", True, "Dropbox"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", False, "OneDrive"),
        (".tmp.drivedownload", True, "Google Drive"),
        (".sync_4f1a2b3c.db", False, "Nextcloud"),
        ("._sync_4f1a2b3c.db", False, "Nextcloud"),
        (".stfolder", True, "Syncthing"),
        (".megaignore", False, "MEGA"),
    ],
)
def test_a_folder_is_known_by_the_mark_that_a_sync_program_left_above(
    tmp_path: Path, mark: str, is_folder: bool, name: str
) -> None:
    top = tmp_path / "Team"
    (top / "cases" / "2026").mkdir(parents=True)
    (top / mark).mkdir() if is_folder else (top / mark).touch()
    said = why(top / "cases" / "2026" / "partnership.casetable")
    assert f"{top} is copied to other places by {name}" in said


@pytest.mark.parametrize("mark", [".dropbox", ".sync_4f1a2b3c.db", ".megaignore"])
def test_settings_of_a_sync_program_in_ones_home_are_no_mark(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()
    check_ground(tmp_path / "partnership.casetable")


def test_a_link_out_of_a_synced_folder_does_not_make_it_safe_nor_does_one_into_it(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "mine").symlink_to(tmp_path / "Dropbox")
    assert "Dropbox" in why(tmp_path / "mine" / "a.casetable")
    (tmp_path / "outside").mkdir()
    (tmp_path / "Dropbox" / "link").symlink_to(tmp_path / "outside")
    assert "Dropbox" in why(tmp_path / "Dropbox" / "link" / "a.casetable")


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial"])
def test_windows_tells_where_onedrive_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "Work"))
    assert "OneDrive" in why(tmp_path / "Work" / "a.casetable")
    check_ground(tmp_path / "Workshop" / "a.casetable")


def test_a_google_drive_that_is_a_drive_of_windows_is_known() -> None:
    assert grounds._named(PureWindowsPath(r"G:\My Drive\cases\a.casetable")) == (
        "Google Drive",
        PureWindowsPath("G:\\My Drive"),
    )
    assert grounds._named(PureWindowsPath(r"D:\cases\My Drive\a.casetable")) is None


def test_nothing_is_made_or_opened_where_no_table_may_stand(files: Files, tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox"
    where = synced / "deep" / "a.casetable"
    for attempt in (lambda: found(str(where), setup(), clock=at(FOUNDED)), lambda: check_place(str(where))):
        with pytest.raises(NoTable, match="Dropbox"):
            attempt()
    assert not synced.exists()
    synced.mkdir()
    table = Path(files.founded(synced))
    before = table.read_bytes()
    with pytest.raises(NoTable, match="Dropbox"):
        open_table(str(table))
    assert table.read_bytes() == before
    assert [one.name for one in synced.iterdir()] == [table.name]
