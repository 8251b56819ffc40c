package io.azimuth.adapters.storage.audit;

import java.io.IOException;

/** A connection to whatever collects records. One thread at a time may use it. */
interface SocketLink extends AutoCloseable {

  /**
   * Gives one message to the operating system.
   *
   * @param deadline by {@link System#nanoTime}, after which it fails instead
   */
  void send(byte[] message, long deadline) throws IOException;

  @Override
  void close() throws IOException;
}
