package io.azimuth.spi;

import java.util.Optional;

/**
 * Services that take the place of those of a cloud, such as a file of machines in place of a
 * cloud's own directory. One object serves all clouds whose block names its type.
 *
 * <p>The server calls {@link #service}, then {@link #start}, then uses the services, and calls
 * {@link #close} last, also when another part of the server failed to start. It grows by default
 * methods only.
 */
public interface CloudPlugin extends AutoCloseable {

  /**
   * The service of that type, for auth methods that know the type; empty when this plugin has none.
   * What the plugin does not have stays with the cloud. Called before the start; does not block.
   */
  <T> Optional<T> service(Class<T> type);

  /**
   * Starts what the services need. Called once, after all plugins are created and before the first
   * request. May block. A plugin that throws keeps the server from starting; the detail of a {@link
   * io.azimuth.domain.error.ServiceException} is in the sentence that reports it.
   */
  default void start() {}

  /**
   * Releases what {@link #start} took. Called once if {@link #start} was called, even if that
   * threw. Ends the threads of the plugin and waits for them: the server closes its jar next.
   */
  @Override
  default void close() {}
}
