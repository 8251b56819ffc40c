package io.azimuth.spi.api;

import java.nio.ByteBuffer;

/**
 * Content that comes while it is sent, without a known length. Nothing waits in it: the sender asks
 * to be called when there is more. The last owner of an answer with a feed closes it, whether it
 * was sent or not.
 */
public interface Feed extends AutoCloseable {

  /** The media type. */
  String mediaType();

  /**
   * Reads what is there into the buffer and returns the number of bytes: 0 when there is nothing
   * now, -1 at the end. For use by one thread at a time.
   */
  int read(ByteBuffer into);

  /**
   * Runs the task once, as soon as there is something to read or the end has come; at once when
   * that is so already. Any thread may run it. It replaces a task that was not run yet.
   *
   * @param task must not block, must not fail and must not log
   */
  void whenReady(Runnable task);

  /** Ends the feed; calling it again does nothing. Any thread may call it. */
  @Override
  void close();
}
