package io.azimuth.application.cubbyhole;

import io.azimuth.application.api.StoredSize;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;

/**
 * How much of its cubbyhole a token uses. A token of the default policy may write here, so without
 * limits every login could fill the disk.
 *
 * @param entries how many there are
 * @param bytes of their paths and data
 */
record CubbyholeUse(int entries, long bytes) {

  /** The most entries: counting those of an older version reads them all. */
  static final int MOST_ENTRIES = 1_000;

  /** The most bytes: four of the largest entries. */
  static final long MOST_BYTES = 4 << 20;

  static final CubbyholeUse NONE = new CubbyholeUse(0, 0);

  private static final String ENTRIES = "entries";
  private static final String BYTES = "bytes";

  static CubbyholeUse of(Value.Obj record) {
    return new CubbyholeUse((int) number(record, ENTRIES), number(record, BYTES));
  }

  Value.Obj toRecord() {
    return Value.Obj.builder().put(ENTRIES, entries).put(BYTES, bytes).build();
  }

  /**
   * With one more entry.
   *
   * @throws RefusedException when that is too much for one token
   */
  CubbyholeUse with(String path, Value.Obj data) {
    CubbyholeUse more = new CubbyholeUse(entries + 1, bytes + size(path, data));
    if (more.entries > MOST_ENTRIES || more.bytes > MOST_BYTES) {
      throw RefusedException.invalid(
          "the cubbyhole of a token has at most 1,000 entries and 4 MiB: delete what is no longer"
              + " needed");
    }
    return more;
  }

  /** Without an entry that it has. */
  CubbyholeUse without(String path, Value.Obj data) {
    return new CubbyholeUse(entries - 1, bytes - size(path, data));
  }

  private static long size(String path, Value.Obj data) {
    return path.getBytes(StandardCharsets.UTF_8).length + StoredSize.of(data);
  }

  private static long number(Value.Obj record, String name) {
    return record
        .get(name)
        .filter(Value.Num.class::isInstance)
        .map(value -> Long.parseLong(((Value.Num) value).literal()))
        .orElse(0L);
  }
}
