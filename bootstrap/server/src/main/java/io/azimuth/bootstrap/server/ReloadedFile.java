package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.config.Acknowledgement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The configuration file of a server, of which a reload reads the log level and the
 * acknowledgements again. Safe for use by many threads.
 */
@FunctionalInterface
public interface ReloadedFile {

  /** That of a server without a file that could be changed. */
  ReloadedFile FIXED = acknowledged -> Optional.empty();

  /**
   * Reads the file again and lets the whole server log at its level.
   *
   * @param acknowledged takes over the acknowledgements of the file
   * @return a sentence for the operator if everything stays because the file has errors
   */
  Optional<String> readAgain(Consumer<List<Acknowledgement>> acknowledged);
}
