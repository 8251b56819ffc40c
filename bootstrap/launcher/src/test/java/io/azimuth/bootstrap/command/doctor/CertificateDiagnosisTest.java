package io.azimuth.bootstrap.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateDiagnosisTest {

  @TempDir private Path directory;

  private List<Finding> findings(Optional<String> host, Duration ahead) {
    return new CertificateDiagnosis(
            "127.0.0.1:8200", directory.resolve("server.pem"), host, Instant.now().plus(ahead))
        .run();
  }

  @Test
  void goodOneIsGood() throws Exception {
    TlsFixture.write(directory);

    assertThat(findings(Optional.empty(), Duration.ZERO))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.OK, Verdict.NOTE, Verdict.OK);
  }

  @Test
  void expiredOneFails() throws Exception {
    TlsFixture.writeExpired(directory);

    Finding end = findings(Optional.empty(), Duration.ZERO).get(0);

    assertThat(end.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(end.found()).startsWith("expired at ");
    assertThat(end.advice()).contains("SIGHUP");
  }

  @Test
  void oneForAnotherNameIsWarnedOf() throws Exception {
    TlsFixture.write(directory);

    Finding name = findings(Optional.of("azimuth.example.com"), Duration.ZERO).get(2);

    assertThat(name.verdict()).isEqualTo(Verdict.WARN);
    assertThat(name.found()).contains("not for azimuth.example.com of api_addr");
  }

  @Test
  void addressIsKnownHoweverItIsWritten() throws Exception {
    TlsFixture.write(directory);

    for (String host : List.of("127.0.0.1", "[::1]", "LOCALHOST")) {
      assertThat(findings(Optional.of(host), Duration.ZERO).get(2).verdict())
          .as(host)
          .isEqualTo(Verdict.OK);
    }
  }

  @Test
  void twoThatDoNotBelongTogetherAreNoChain(@TempDir Path other) throws Exception {
    TlsFixture.write(directory);
    TlsFixture.write(other);
    Files.writeString(
        directory.resolve("server.pem"),
        Files.readString(directory.resolve("server.pem"))
            + Files.readString(other.resolve("server.pem")));

    Finding chain = findings(Optional.empty(), Duration.ZERO).get(1);

    assertThat(chain.found()).contains("certificate 1 of", "not signed by the one after it");
  }

  @Test
  void whatIsNoCertificateFails() throws IOException {
    Files.writeString(directory.resolve("server.pem"), "no certificate");

    assertThat(findings(Optional.empty(), Duration.ZERO))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.FAIL);
  }
}
