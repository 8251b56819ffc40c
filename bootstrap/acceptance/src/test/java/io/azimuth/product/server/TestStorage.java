package io.azimuth.product.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the servers of tests store that do not say where: in memory, or in a PostgreSQL if the
 * property {@code azimuth.tests.database} is {@code embedded} or the URL of a database. Each server
 * has a schema of its own.
 */
final class TestStorage {

  private static final String DATABASE = System.getProperty("azimuth.tests.database", "");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private TestStorage() {}

  private static final class Embedded {
    static final TestPostgres SERVER = start();

    private static TestPostgres start() {
      try {
        return TestPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The name of the engine. */
  static String engine() {
    return DATABASE.isBlank() ? "inmem" : "postgresql";
  }

  /** The settings of the engine for one more server. */
  static String settings() {
    return DATABASE.isBlank()
        ? ""
        : """
          connection_url = "%s"
          schema         = "server_%d_%d"
          max_parallel   = "4"
        """
            .formatted(url(), ProcessHandle.current().pid(), NUMBERS.incrementAndGet());
  }

  private static String url() {
    return DATABASE.equals("embedded") ? Embedded.SERVER.url() : DATABASE;
  }
}
