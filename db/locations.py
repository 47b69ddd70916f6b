"""Where an office lies: the default folder, its rights, and the drives on which a database must not lie."""

from __future__ import annotations

import getpass
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PureWindowsPath

from cases.errors import NetworkDrive, StorageError
from db.files import storage_error, sync_folder

FOLDER = "Netralitas"
VARIABLE = "NETRALITAS_HOME"

# File systems whose locks other computers share, or do not keep: SQLite in WAL mode loses data on them.
_NETWORK_TYPES = frozenset({
    "9p", "afs", "afpfs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre", "ncp", "ncpfs",
    "nfs", "nfs3", "nfs4", "ocfs2", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "vmhgfs", "webdav",
    "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs",
    "fuse.sshfs", "fuse.vmhgfs-fuse", "fuse.curlftpfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver",
})  # fmt: skip
_MOUNT_LINE = re.compile(r"^.* on (?P<point>/.*) \((?P<type>[^,)]+)")
_DRIVE_REMOTE = 4
_CLOUD_FOLDER = re.compile(
    r"^(onedrive( - .+)?|google ?drive|my drive|drive saya|dropbox( \(.+\))?|icloud ?drive|com~apple~clouddocs|box"
    r"|box sync|nextcloud|owncloud|mega|megasync|pcloud ?drive|syncthing|sync)$",
    re.IGNORECASE,
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")

# Well-known identifiers, the same in every language of Windows.
_SYSTEM, _ADMINISTRATORS, _USERS = "*S-1-5-18", "*S-1-5-32-544", "*S-1-5-32-545"


def home_folder(option: Path | None, environ: Mapping[str, str] = os.environ, system: str = sys.platform) -> Path:
    """The office's folder: ``--home``, else ``NETRALITAS_HOME``, else the platform's.

    On Windows that is one folder for the whole machine, so that every enrolled account finds the same office;
    elsewhere a machine-wide folder belongs to root, so it is the account's own data folder.
    """
    if option is not None:
        return option.expanduser().absolute()
    if environ.get(VARIABLE):
        return Path(environ[VARIABLE]).expanduser().absolute()
    if system == "win32":
        return Path(environ.get("PROGRAMDATA") or r"C:\ProgramData") / FOLDER
    import platformdirs  # noqa: PLC0415  deferred: 20 ms, and only this branch needs it

    return platformdirs.user_data_path(FOLDER.lower(), appauthor=False)


def refuse_network_drive(path: Path) -> None:
    """Raise NetworkDrive when ``path`` (which need not exist yet) lies on another computer's drive."""
    kind = network_kind(path.absolute())
    if kind:
        raise NetworkDrive(
            "Folder kantor ada di drive jaringan, dan di sana data dapat rusak: pilih folder di komputer ini, "
            "dan simpan cadangan ke drive jaringan.",
            detail=f"{path}: {kind}",
        )


def network_kind(path: Path) -> str:
    """The name of the network file system that ``path`` lies on, empty for a local drive."""
    if sys.platform == "win32":
        return windows_network_kind(str(_existing(path)), _drive_type)
    if sys.platform == "darwin":
        listing = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        return network_type(_existing(path), read_mount_listing(listing))
    return network_type(_existing(path), read_mountinfo(Path("/proc/self/mountinfo").read_text(encoding="utf-8")))


def read_mountinfo(text: str) -> list[tuple[str, str]]:
    """Return mount point and type of each line of ``/proc/self/mountinfo``, in the order of mounting."""
    mounts = []
    for line in text.splitlines():
        before, separator, after = line.partition(" - ")
        if separator:
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), before.split(" ")[4])
            mounts.append((point, after.split(" ")[0]))
    return mounts


def read_mount_listing(text: str) -> list[tuple[str, str]]:
    """Return mount point and type of each line that ``mount`` prints on macOS."""
    return [(match["point"], match["type"]) for match in map(_MOUNT_LINE.match, text.splitlines()) if match]


def network_type(path: Path, mounts: list[tuple[str, str]]) -> str:
    """The network type of the innermost mount that holds ``path``, the later one of two on one point; else empty."""
    best, kind = -1, ""
    for point, mount_type in mounts:
        if path.is_relative_to(point) and len(Path(point).parts) >= best:
            best, kind = len(Path(point).parts), mount_type
    return kind if kind.lower() in _NETWORK_TYPES else ""


def windows_network_kind(path: str, drive_type: Callable[[str], int]) -> str:
    """As ``network_kind`` for a Windows path; ``drive_type`` is ``GetDriveTypeW``."""
    plain = re.sub(r"^\\\\\?\\UNC\\", r"\\\\", path, flags=re.IGNORECASE)
    plain = re.sub(r"^\\\\\?\\", "", plain)
    anchor = PureWindowsPath(plain).anchor
    if anchor.startswith("\\\\"):
        return "UNC"
    return "DRIVE_REMOTE" if drive_type(anchor) == _DRIVE_REMOTE else ""


def cloud_folder_warning(path: Path, environ: Mapping[str, str] = os.environ) -> str:
    """A sentence when ``path`` lies in a folder that a sync program copies elsewhere while we write, else empty."""
    synced = [Path(environ[name]) for name in _CLOUD_VARIABLES if environ.get(name)]
    inside = any(path.is_relative_to(folder) for folder in synced)
    if not inside and not any(_CLOUD_FOLDER.match(part) for part in path.parts):
        return ""
    return (
        "Folder ini disalin oleh program sinkronisasi awan, yang dapat merusak basis data yang sedang dipakai: "
        "sebaiknya pilih folder lain di komputer ini."
    )


def make_private_folder(folder: Path) -> None:
    """Create the folder for the account alone; on Windows see ``rights_command``, also for a folder found empty.

    Raises StorageError.
    """
    made = make_folder(folder)
    if sys.platform == "win32" and (made or not any(folder.iterdir())):
        _run_icacls(rights_command(folder, account_name()))


def make_account_folder(folder: Path) -> None:
    """Create a folder that only this account (and, on Windows, the system) may enter. Raises StorageError."""
    if make_folder(folder) and sys.platform == "win32":
        _run_icacls(account_command(folder, account_name()))


def make_open_folder(folder: Path) -> None:
    """Create a folder in an office's folder, on Windows one that every account of the machine may write to.

    Raises StorageError.
    """
    if make_folder(folder) and sys.platform == "win32":
        _run_icacls(grant_command(folder, _USERS))


def grant_account(folder: Path, account: str) -> None:
    r"""Let an enrolled Windows account (``DOMAIN\user``) work in the office's folder; nothing to do elsewhere."""
    if sys.platform == "win32":
        _run_icacls(grant_command(folder, account))


def revoke_account(folder: Path, account: str) -> None:
    """Take an account's right to change the office's folder away; nothing to do elsewhere than on Windows."""
    if sys.platform == "win32":
        _run_icacls(revoke_command(folder, account))


def rights_command(folder: Path, account: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """The icacls call for a new office on Windows.

    Inheritance off; the system and administrators everything; the account that made the office may change it; other
    accounts of the machine may look at the folder (all of it is encrypted) but not change, add or remove a file:
    they get that right when an admin enrols them (``grant_command``).
    """
    grants = [f"{_SYSTEM}:(OI)(CI)F", f"{_ADMINISTRATORS}:(OI)(CI)F", f"{account}:(OI)(CI)M", f"{_USERS}:(OI)(CI)RX"]
    return [
        _icacls(environ),
        str(folder),
        "/inheritance:r",
        *(part for grant in grants for part in ("/grant:r", grant)),
    ]


def account_command(folder: Path, account: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """The icacls call for a folder of one account: inheritance off, the system and the account everything."""
    grants = [f"{_SYSTEM}:(OI)(CI)F", f"{account}:(OI)(CI)F"]
    return [
        _icacls(environ),
        str(folder),
        "/inheritance:r",
        *(part for grant in grants for part in ("/grant:r", grant)),
    ]


def grant_command(folder: Path, account: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """The icacls call that lets one more account change the office's files."""
    return [_icacls(environ), str(folder), "/grant", f"{account}:(OI)(CI)M"]


def revoke_command(folder: Path, account: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """The icacls call that takes back what ``grant_command`` and ``rights_command`` gave one account."""
    return [_icacls(environ), str(folder), "/remove:g", account]


def account_name() -> str:
    r"""The account of the operating system that runs the program: ``DOMAIN\user``, elsewhere ``user@computer``."""
    if sys.platform == "win32":
        return f"{os.environ.get('USERDOMAIN', '.')}\\{getpass.getuser()}"
    return f"{getpass.getuser()}@{platform.node()}"


def make_folder(folder: Path) -> bool:
    """Create a folder that takes over the rights of the one above; return whether it had to be made.

    Raises StorageError.
    """
    try:
        if folder.is_dir():
            return False
        folder.mkdir(mode=0o700, parents=True)
        sync_folder(folder.parent)
    except OSError as error:
        raise storage_error(error) from error
    return True


def _icacls(environ: Mapping[str, str]) -> str:
    return str(PureWindowsPath(environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "icacls.exe"))


def _run_icacls(command: list[str]) -> None:
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    done = subprocess.run(command, capture_output=True, check=False, creationflags=flags)  # noqa: S603
    if done.returncode:
        raise StorageError(
            "Hak akses folder kantor tidak dapat diatur: jalankan program sekali sebagai administrator, lalu ulangi.",
            detail=done.stderr.decode(errors="replace"),
        )


def _existing(path: Path) -> Path:
    """The path with links followed, as far as it exists."""
    return path.resolve(strict=False)


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  exists in this form on Windows alone

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    message = "drive types are known on Windows alone"
    raise NotImplementedError(message)
