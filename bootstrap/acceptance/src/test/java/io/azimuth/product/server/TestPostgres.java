package io.azimuth.product.server;

import io.azimuth.testkit.LastingPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** A PostgreSQL for one test class. */
public final class TestPostgres implements AutoCloseable {

  // The library waits for ten seconds, and a busy machine may need more.
  private static final Duration STARTUP = Duration.ofMinutes(1);

  private final EmbeddedPostgres server;

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts one, which ends with this process at the latest. */
  public static TestPostgres start() throws IOException {
    return new TestPostgres(
        EmbeddedPostgres.builder().setPort(LastingPort.find()).setPGStartupWait(STARTUP).start());
  }

  /** The port at 127.0.0.1. */
  public int port() {
    return server.getPort();
  }

  /** The URL of its database, without a password. */
  public String url() {
    return "postgres://postgres@127.0.0.1:" + port() + "/postgres";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
