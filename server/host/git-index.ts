/**
 * The paths that git tracks, from the bytes of its index (versions 2 to 4, as Git's "index-format" documents them).
 * Undefined where the bytes are no index that can be read. Paths are from the work tree's root, with `/`.
 */
export function trackedPaths(bytes: Uint8Array): Set<string> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0) !== 0x44495243) return undefined; // "DIRC"
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return undefined;
  const decoder = new TextDecoder();
  const paths = new Set<string>();
  const count = view.getUint32(8);
  let offset = 12;
  let previous: Uint8Array = new Uint8Array();
  for (let i = 0; i < count; i++) {
    const start = offset;
    if (start + 62 > bytes.length) return undefined;
    const extended = version >= 3 && (view.getUint16(start + 60) & 0x4000) !== 0;
    offset = start + (extended ? 64 : 62);
    let name: Uint8Array;
    if (version === 4) {
      // The name shares its beginning with the one before: how much of that falls away, then what follows.
      let strip = bytes[offset++] ?? 0;
      let byte = strip;
      strip &= 0x7f;
      while (byte & 0x80) {
        byte = bytes[offset++] ?? 0;
        strip = ((strip + 1) << 7) | (byte & 0x7f);
      }
      const end = bytes.indexOf(0, offset);
      if (end < 0) return undefined;
      const kept = previous.subarray(0, Math.max(0, previous.length - strip));
      name = new Uint8Array(kept.length + end - offset);
      name.set(kept);
      name.set(bytes.subarray(offset, end), kept.length);
      offset = end + 1;
    } else {
      const end = bytes.indexOf(0, offset);
      if (end < 0) return undefined;
      name = bytes.subarray(offset, end);
      // Entries are padded with 1 to 8 NULs to a multiple of eight.
      offset = start + (Math.floor((end - start) / 8) + 1) * 8;
    }
    previous = name;
    paths.add(decoder.decode(name));
  }
  return paths;
}
