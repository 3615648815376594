// Files in one, as an archive without compression: a header and the bytes of each, then a list.

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let rest = index;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** Numbers as little-endian bytes: `[value, size]` each. */
function numbers(...pairs) {
  const bytes = [];
  for (const [value, size] of pairs) {
    for (let place = 0; place < size; place += 1) bytes.push(Math.floor(value / 256 ** place) & 255);
  }
  return Uint8Array.from(bytes);
}

/** What both headers of a file say: version 2.0, names in UTF-8, stored, the first day there is. */
const about = (name, bytes) => numbers(
  [20, 2], [0x0800, 2], [0, 2], [0, 2], [0x21, 2], [checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4],
  [name.length, 2], [0, 2]);

/** An archive of `[path, bytes]` each. */
export function zip(files) {
  const [parts, list] = [[], []];
  let [start, listed] = [0, 0];
  for (const [path, bytes] of files) {
    const name = new TextEncoder().encode(path);
    const common = about(name, bytes);
    const entry = [numbers([0x02014b50, 4], [20, 2]), common, numbers([0, 2], [0, 2], [0, 2], [0, 4], [start, 4]), name];
    list.push(...entry);
    listed += entry.reduce((sum, part) => sum + part.length, 0);
    const file = [numbers([0x04034b50, 4]), common, name, bytes];
    parts.push(...file);
    start += file.reduce((sum, part) => sum + part.length, 0);
  }
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [listed, 4], [start, 4], [0, 2]);
  return new Blob([...parts, ...list, end], { type: "application/zip" });
}
