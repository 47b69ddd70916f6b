from __future__ import annotations

from pathlib import Path

import pytest

from cases.errors import NetworkDrive, StorageError
from db.locations import (
    account_command,
    account_name,
    cloud_folder_warning,
    grant_command,
    home_folder,
    make_account_folder,
    make_folder,
    make_open_folder,
    make_private_folder,
    network_kind,
    network_type,
    read_mount_listing,
    read_mountinfo,
    refuse_network_drive,
    revoke_command,
    rights_command,
    windows_network_kind,
)

MOUNTINFO = r"""
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
23 22 0:21 / /proc rw,nosuid shared:5 - proc proc rw
31 22 0:45 / /srv/bersama rw,relatime shared:9 master:2 - nfs4 server:/kantor rw,vers=4.2
32 31 8:17 / /srv/bersama/usb rw,relatime - vfat /dev/sdb1 rw
33 22 0:50 / /mnt/folder\040kantor rw,relatime - cifs //server/data rw
34 22 0:51 / /mnt/rini rw - fuse.sshfs rini@server:/ rw
35 22 0:52 / /mnt/ganti rw - ext4 /dev/sdc1 rw
36 22 0:53 / /mnt/ganti rw - SMB3 //server/lain rw
37 22 0:54 / /mnt/wsl rw - 9p C:\134 rw
""".strip()
MOUNT_LISTING = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//rini@server/Data on /Volumes/Data (kantor) (smbfs, nodev, nosuid, mounted by rini)
/dev/disk4s1 on /Volumes/USB (msdos, local, nodev)
""".strip()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/rini/.local/share/netralitas", ""),
        ("/srv/bersama/netralitas", "nfs4"),
        ("/srv/bersama", "nfs4"),
        ("/srv/bersamaku/netralitas", ""),
        ("/srv/bersama/usb/netralitas", ""),
        ("/mnt/folder kantor/netralitas", "cifs"),
        ("/mnt/rini", "fuse.sshfs"),
        ("/mnt/ganti/x", "SMB3"),
        ("/mnt/wsl/x", "9p"),
    ],
)
def test_the_innermost_mount_decides(path, kind):
    assert network_type(Path(path), read_mountinfo(MOUNTINFO)) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/Users/rini/Library", ""), ("/Volumes/Data (kantor)/netralitas", "smbfs"), ("/Volumes/USB/x", "")],
)
def test_the_listing_of_macos_is_read(path, kind):
    assert network_type(Path(path), read_mount_listing(MOUNT_LISTING)) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"C:\ProgramData\Netralitas", ""),
        (r"\\?\C:\ProgramData\Netralitas", ""),
        (r"Z:\Netralitas", "DRIVE_REMOTE"),
        (r"\\server\kantor\Netralitas", "UNC"),
        ("//server/kantor/Netralitas", "UNC"),
        (r"\\?\UNC\server\kantor\Netralitas", "UNC"),
    ],
)
def test_windows_drives(path, kind):
    assert windows_network_kind(path, {"C:\\": 3, "Z:\\": 4}.__getitem__) == kind


def test_this_machines_own_disk_is_taken(tmp_path):
    assert network_kind(tmp_path / "not" / "yet" / "there") == ""
    refuse_network_drive(tmp_path)


def test_a_network_drive_is_refused_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr("db.locations.network_kind", lambda _: "nfs4")
    with pytest.raises(NetworkDrive, match="simpan cadangan ke drive jaringan") as told:
        refuse_network_drive(tmp_path)
    assert told.value.detail.endswith("nfs4")


def test_a_link_to_elsewhere_is_followed(tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to("/proc")
    monkeypatch.setattr("db.locations._NETWORK_TYPES", frozenset({"proc"}))
    assert network_kind(tmp_path / "link" / "x") == "proc"


def test_the_home_is_the_option_then_the_variable_then_the_platforms():
    environ = {"NETRALITAS_HOME": "/data/kantor", "PROGRAMDATA": r"D:\Data"}
    assert home_folder(Path("/x/y"), environ) == Path("/x/y")
    assert home_folder(None, environ) == Path("/data/kantor")
    assert home_folder(None, {}, "linux").name == "netralitas"
    assert home_folder(None, {"PROGRAMDATA": r"D:\Data"}, "win32") == Path(r"D:\Data") / "Netralitas"
    assert home_folder(Path("relatif"), {}).is_absolute()


@pytest.mark.parametrize(
    ("path", "warned"),
    [
        ("/home/rini/Dropbox/netralitas", True),
        ("/home/rini/OneDrive - Pemkab Tirta Kencana/x", True),
        ("/Users/rini/Google Drive/My Drive", True),
        ("/home/rini/Nextcloud", True),
        ("/data/awan/x", True),
        ("/home/rini/dropboxes/x", False),
        ("/home/rini/.local/share/netralitas", False),
    ],
)
def test_a_synced_folder_is_warned_about(path, warned):
    warning = cloud_folder_warning(Path(path), {"OneDriveCommercial": "/data/awan"})
    assert bool(warning) is warned
    assert not warned or warning.endswith("komputer ini.")


def test_the_rights_of_a_windows_office():
    command = rights_command(Path("D:/Netralitas"), "BKPSDM\\rini", {"SYSTEMROOT": "C:\\Windows"})
    assert command == [
        r"C:\Windows\System32\icacls.exe",
        "D:/Netralitas",
        "/inheritance:r",
        *("/grant:r", "*S-1-5-18:(OI)(CI)F"),
        *("/grant:r", "*S-1-5-32-544:(OI)(CI)F"),
        *("/grant:r", "BKPSDM\\rini:(OI)(CI)M"),
        *("/grant:r", "*S-1-5-32-545:(OI)(CI)RX"),
    ]
    assert account_command(Path("D:/dibuka"), "BKPSDM\\rini", {})[1:] == [
        "D:/dibuka",
        "/inheritance:r",
        *("/grant:r", "*S-1-5-18:(OI)(CI)F"),
        *("/grant:r", "BKPSDM\\rini:(OI)(CI)F"),
    ]
    assert revoke_command(Path("D:/N"), "BKPSDM\\budi", {})[1:] == ["D:/N", "/remove:g", "BKPSDM\\budi"]
    assert grant_command(Path("D:/N"), "BKPSDM\\budi", {})[1:] == ["D:/N", "/grant", "BKPSDM\\budi:(OI)(CI)M"]


@pytest.mark.parametrize("make", [make_private_folder, make_account_folder, make_open_folder, make_folder])
def test_a_new_folder_is_for_the_account_alone(tmp_path, make):
    make(tmp_path / "a" / "kantor")
    assert (tmp_path / "a" / "kantor").stat().st_mode & 0o777 == 0o700
    make(tmp_path / "a" / "kantor")


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="ulangi"):
        make_private_folder(tmp_path / "file" / "kantor")
    with pytest.raises(StorageError, match="ulangi"):
        make_private_folder(Path("/proc/kantor"))


def test_the_account_has_a_name():
    user, separator, computer = account_name().partition("@")
    assert user
    assert separator == "@"
    assert computer
