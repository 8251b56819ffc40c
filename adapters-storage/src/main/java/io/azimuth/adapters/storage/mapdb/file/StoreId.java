package io.azimuth.adapters.storage.mapdb.file;

import java.nio.ByteBuffer;
import java.time.Clock;

/**
 * The id of a store. It is in the header of both files, so that a journal is never replayed into
 * the main file of another store. It is unique but not secret: time, process and a counter of
 * nanoseconds.
 */
public record StoreId(long first, long second) {

  public static StoreId of(Clock clock) {
    long process = ProcessHandle.current().pid();
    return new StoreId(clock.millis(), Long.rotateLeft(process, 40) ^ System.nanoTime());
  }

  public static StoreId read(ByteBuffer from) {
    return new StoreId(from.getLong(), from.getLong());
  }

  public void write(ByteBuffer into) {
    into.putLong(first).putLong(second);
  }
}
