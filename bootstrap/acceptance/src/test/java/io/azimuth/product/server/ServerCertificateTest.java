package io.azimuth.product.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.testkit.TlsFixture;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server looks after the certificates of its listeners. */
class ServerCertificateTest {

  private static final String METRIC = "azimuth_tls_certificate_expiry_timestamp_seconds";

  @TempDir Path directory;

  @Test
  void measuresTheEndOfTheCertificate() {
    try (TestingServer server = TestingServer.in(directory).overTls().start()) {
      String line =
          server
              .root()
              .get("sys/metrics?format=prometheus")
              .text()
              .lines()
              .filter(it -> it.startsWith(METRIC))
              .findFirst()
              .orElseThrow();
      assertThat(line)
          .startsWith(METRIC + "{listener=\"127.0.0.1:" + server.address().getPort() + "\"} ");
      assertThat((long) Double.parseDouble(line.substring(line.indexOf(' '))))
          .isGreaterThan(Instant.now().plus(Duration.ofDays(80)).getEpochSecond())
          .isLessThan(Instant.now().plus(Duration.ofDays(100)).getEpochSecond());
    }
  }

  @Test
  void usesReplacedFilesWithoutASignalAndTellsThatTheyExpired() throws Exception {
    try (TestingServer server = TestingServer.in(directory).overTls().maintainedOften().start()) {
      TlsFixture.writeExpired(directory);
      Waiting.until(
          Duration.ofSeconds(60),
          () ->
              server
                  .log()
                  .contains("a TLS certificate has expired, listener=127.0.0.1:" + port(server)));
      assertThat(server.log()).contains("TLS files of 127.0.0.1:" + port(server) + " read again");
    }
  }

  private static int port(TestingServer server) {
    return server.address().getPort();
  }
}
