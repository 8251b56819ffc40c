package io.azimuth.bootstrap.server;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A server: {@code start}, then any number of {@code reload}s, then {@code stop}. All methods may
 * be called from any thread.
 */
public interface AzimuthServer extends AutoCloseable {

  /**
   * Opens the store and listens; returns after every listener is bound. If this fails, everything
   * that was opened is closed again.
   *
   * @throws StartupException if the server cannot start; the message is for the operator
   */
  void start();

  /** The addresses of the listeners, in the order of the configuration; empty before the start. */
  List<InetSocketAddress> addresses();

  /** Blocks until the server has stopped. */
  void await() throws InterruptedException;

  /**
   * Reads TLS files, the log level and the acknowledgements again and reopens audit files. Blocks
   * while it reads. Never stops the server.
   *
   * @return a sentence for each part that stays as it was because it cannot be read; each is in the
   *     log, too
   */
  List<String> reload();

  /**
   * Accepts no more requests, finishes the running ones and closes everything. Later calls do
   * nothing.
   */
  void stop();

  /** The same as {@link #stop}. */
  @Override
  default void close() {
    stop();
  }
}
