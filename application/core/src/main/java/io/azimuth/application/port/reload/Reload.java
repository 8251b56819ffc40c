package io.azimuth.application.port.reload;

import java.util.List;

/**
 * Reads the TLS files, the log level and the acknowledgements again, and opens what audit devices
 * write to anew: the same as SIGHUP. Safe for use by many threads.
 */
@FunctionalInterface
public interface Reload {

  /**
   * Reads all of it. A part that cannot be read stays as it was, and the others are still read.
   * Blocks while it reads files. Never stops the server.
   *
   * @return a sentence for the operator, without secrets, for each part that stays as it was; empty
   *     if there is none
   */
  List<String> run();
}
