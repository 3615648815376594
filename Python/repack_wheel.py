"""Compresses the members of a wheel again, by Zopfli, which takes its time and finds more.

python repack_wheel.py WHEEL
"""

from __future__ import annotations

import os
import struct
import sys
import zipfile
import zlib
from pathlib import Path

from zopfli.zlib import compress

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
VERSION = 20
UNIX = 3 << 8


def deflated(data: bytes) -> bytes:
    """The data as a stream of deflate: a stream of zlib without what is around it."""
    stream: bytes = compress(data)[2:-4]
    if zlib.decompress(stream, -15) != data:
        raise ValueError("what was compressed does not come out again")
    return stream


def repacked(wheel: zipfile.ZipFile) -> bytes:
    """The archive with the same members in the same order."""
    members, directory = b"", b""
    infos = wheel.infolist()
    for info in infos:
        data, name = wheel.read(info), info.filename.encode()
        stream, method = deflated(data), zipfile.ZIP_DEFLATED
        if len(stream) >= len(data):
            stream, method = data, zipfile.ZIP_STORED
        year, month, day, hour, minute, second = info.date_time
        time = hour << 11 | minute << 5 | second // 2
        date = (year - 1980) << 9 | month << 5 | day
        flags = 0 if info.filename.isascii() else 1 << 11
        about = flags, method, time, date, info.CRC, len(stream), len(data), len(name), 0
        directory += CENTRAL.pack(
            *(b"PK\1\2", UNIX | VERSION, VERSION, *about),
            *(0, 0, 0, info.external_attr, len(members)),
        )
        directory += name
        members += LOCAL.pack(b"PK\3\4", VERSION, *about) + name + stream
    count = len(infos)
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(members), 0)
    return members + directory + end


def main(path: Path) -> None:
    """Puts the new archive in the place of the old one."""
    with zipfile.ZipFile(path) as wheel:
        data = repacked(wheel)
    fresh = path.with_suffix(".fresh")
    fresh.write_bytes(data)
    with zipfile.ZipFile(fresh) as wheel:
        damaged = wheel.testzip()
    if damaged is not None:
        raise ValueError(f"{damaged} is damaged")
    os.replace(fresh, path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
