package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The writer's copy of 4 KiB of the main file, with a mark for each 64-byte block that was changed.
 */
public final class Page {

  public static final int BYTES = 4096;

  static final int BLOCK = 64;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private long number;
  private final byte[] bytes = new byte[BYTES];
  private long dirty;

  /** A clean copy of that page of the base. Bytes after the end of the base are zero. */
  Page(long number, BaseFile base) {
    this.number = number;
    if (number * BYTES < base.length()) {
      base.getData(number * BYTES, bytes, 0, BYTES);
    }
  }

  /** Becomes a clean copy of another page. */
  void reuseFor(long other, BaseFile base) {
    number = other;
    dirty = 0;
    if (other * BYTES < base.length()) {
      base.getData(other * BYTES, bytes, 0, BYTES);
    } else {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  boolean isDirty() {
    return dirty != 0;
  }

  long getLong(int at) {
    return (long) LONG.get(bytes, at);
  }

  int getInt(int at) {
    return (int) INT.get(bytes, at);
  }

  byte getByte(int at) {
    return bytes[at];
  }

  void get(int at, byte[] into, int position, int size) {
    System.arraycopy(bytes, at, into, position, size);
  }

  void putLong(int at, long value) {
    LONG.set(bytes, at, value);
    mark(at, Long.BYTES);
  }

  void putInt(int at, int value) {
    INT.set(bytes, at, value);
    mark(at, Integer.BYTES);
  }

  void putByte(int at, byte value) {
    bytes[at] = value;
    mark(at, 1);
  }

  void put(int at, ByteBuffer from, int size) {
    from.get(bytes, at, size);
    mark(at, size);
  }

  private void mark(int at, int size) {
    int first = at / BLOCK;
    int last = (at + size - 1) / BLOCK;
    dirty |= (-1L >>> (63 - (last - first))) << first;
  }

  int journalSize() {
    return 2 * Long.BYTES + Long.bitCount(dirty) * BLOCK;
  }

  void journal(ByteBuffer record) {
    record.putLong(number).putLong(dirty);
    forEachRun((at, size) -> record.put(bytes, at, size));
  }

  /** Copies the changed blocks into the base. The page is clean after that. */
  void publish(BaseFile base) {
    forEachRun((at, size) -> base.put(number * BYTES + at, bytes, at, size));
    dirty = 0;
  }

  private void forEachRun(Run run) {
    for (long left = dirty; left != 0; ) {
      int first = Long.numberOfTrailingZeros(left);
      int count = Long.numberOfTrailingZeros(~(left >>> first));
      run.blocks(first * BLOCK, count * BLOCK);
      left = first + count >= Long.SIZE ? 0 : left & (-1L << (first + count));
    }
  }

  private interface Run {
    void blocks(int at, int size);
  }
}
