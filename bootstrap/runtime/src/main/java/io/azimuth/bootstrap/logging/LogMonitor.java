package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.azimuth.spi.api.Feed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The log for one client. It holds a bounded number of bytes, and drops records that come when they
 * are full, so that a slow client never delays the log.
 */
final class LogMonitor implements Feed {

  /** The most bytes that wait for the client. */
  static final int MOST_BYTES = 256 * 1024;

  private final LoggerContext context;
  private final Level level;
  private final RecordLayout layout;
  private final Consumer<LogMonitor> closed;
  private final long begun = System.nanoTime();

  /** All fields below are guarded by this object. */
  private final Deque<ByteBuffer> waiting = new ArrayDeque<>();

  private int bytes;
  private long dropped;
  private boolean ended;
  private Optional<Runnable> ready = Optional.empty();

  LogMonitor(LoggerContext context, Level level, RecordLayout layout, Consumer<LogMonitor> closed) {
    this.context = context;
    this.level = level;
    this.layout = layout;
    this.closed = closed;
  }

  /** The least serious level that the client sees. */
  Level level() {
    return level;
  }

  /** How long the client has been watching. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Takes a record, if there is room and the client wants it. Does not block. */
  void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(level)) {
      return;
    }
    byte[] line = layout.write(event).getBytes(StandardCharsets.UTF_8);
    Optional<Runnable> task;
    synchronized (this) {
      if (ended) {
        return;
      }
      if (bytes + line.length > MOST_BYTES) {
        dropped++;
        return;
      }
      if (dropped > 0) {
        add(loss());
        dropped = 0;
      }
      add(line);
      task = take();
    }
    task.ifPresent(Runnable::run);
  }

  private byte[] loss() {
    LoggingEvent event =
        new LoggingEvent(
            LogMonitor.class.getName(),
            context.getLogger(LogMonitor.class),
            Level.WARN,
            dropped + " lines were left out: the client reads too slowly",
            null,
            null);
    return layout.write(event).getBytes(StandardCharsets.UTF_8);
  }

  private void add(byte[] line) {
    waiting.add(ByteBuffer.wrap(line));
    bytes += line.length;
  }

  private Optional<Runnable> take() {
    Optional<Runnable> task = ready;
    ready = Optional.empty();
    return task;
  }

  /** Ends the feed after what waits. */
  void end() {
    Optional<Runnable> task;
    synchronized (this) {
      ended = true;
      task = take();
    }
    task.ifPresent(Runnable::run);
  }

  @Override
  public String mediaType() {
    return "text/plain; charset=utf-8";
  }

  @Override
  public synchronized int read(ByteBuffer into) {
    int read = 0;
    while (into.hasRemaining() && !waiting.isEmpty()) {
      ByteBuffer line = waiting.element();
      int count = Math.min(line.remaining(), into.remaining());
      into.put(line.slice().limit(count));
      line.position(line.position() + count);
      read += count;
      if (!line.hasRemaining()) {
        waiting.remove();
      }
    }
    bytes -= read;
    return read == 0 && ended ? -1 : read;
  }

  @Override
  public void whenReady(Runnable task) {
    synchronized (this) {
      if (waiting.isEmpty() && !ended) {
        ready = Optional.of(task);
        return;
      }
    }
    task.run();
  }

  @Override
  public void close() {
    synchronized (this) {
      ended = true;
      waiting.clear();
      bytes = 0;
      ready = Optional.empty();
    }
    closed.accept(this);
  }
}
