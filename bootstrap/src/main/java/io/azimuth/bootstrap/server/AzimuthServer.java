package io.azimuth.bootstrap.server;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A server and its life: {@code start}, then any number of {@code reload}s, then {@code stop}. All
 * methods may be called from any thread.
 */
public interface AzimuthServer extends AutoCloseable {

  /**
   * Opens the store and listens; returns once every listener is bound. What was opened is closed
   * again when it fails half way.
   *
   * @throws StartupException when the server cannot start; the message is for the operator
   */
  void start();

  /** Where it listens, in the order of the configuration; empty before it was started. */
  List<InetSocketAddress> addresses();

  /** Blocks until the server has stopped. */
  void await() throws InterruptedException;

  /** Reads TLS files and the log level again and reopens audit files; never stops the server. */
  void reload();

  /** Takes no more requests, finishes those it has, closes everything; later calls do nothing. */
  void stop();

  /** The same as {@link #stop}. */
  @Override
  default void close() {
    stop();
  }
}
