package io.azimuth.product.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of the system, which a test moves forward in all processes that have its file. What
 * waits for minutes by the clock ends at once, also in a server that can be killed.
 */
public final class SharedClock extends Clock {

  private static final Clock SYSTEM = Clock.systemUTC();
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final Path file;
  private final ByteBuffer millisAhead;

  private SharedClock(Path file, ByteBuffer millisAhead) {
    this.file = file;
    this.millisAhead = millisAhead;
  }

  /** The clock of this file, which is created if it is absent. */
  public static SharedClock in(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new SharedClock(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  /** Moves the time forward. */
  public void advance(Duration by) {
    long unused = (long) LONG.getAndAdd(millisAhead, 0, by.toMillis());
  }

  @Override
  public Instant instant() {
    return SYSTEM.instant().plusMillis((long) LONG.getVolatile(millisAhead, 0));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody asks the server for a zone");
  }
}
