package io.azimuth.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.testkit.fake.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PodDirectoryTest {

  private static final String AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdTCCARugAwIBAgIUZhcl1whiCqFAr4gAgM/PWxxbz3cwCgYIKoZIzj0EAwIw
      DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjgwMDM4MjZaGA8yMTI2MTEwNDAwMzgy
      NlowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNfo
      4vwmQbACYWidRDunw91sWoqzeFQsaN9uM7PZIEGPMi2VmGjmWt9PI6ty9q6aLmZ3
      NoUDFqyH8IwUM8P7qR2jUzBRMB0GA1UdDgQWBBQdjpnCvn18zMGMnf14kDDTeIBV
      ODAfBgNVHSMEGDAWgBQdjpnCvn18zMGMnf14kDDTeIBVODAPBgNVHRMBAf8EBTAD
      AQH/MAoGCCqGSM49BAMCA0gAMEUCICBdmxlF6eTaal3Ll7MzJOvKj7S9XCLrLIAj
      wNCGySdzAiEA5JY320kgL13kMwDdYcPxx4nDKl/XE3KMfOHoNIDT2k0=
      -----END CERTIFICATE-----
      """;

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));

  @TempDir Path directory;

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  @Test
  void withoutTheDirectoryThereIsNothing() {
    PodDirectory pod = new PodDirectory(directory.resolve("none"), clock);

    assertThat(pod.token()).isEmpty();
    assertThat(pod.authorities()).isEmpty();
  }

  @Test
  void readsTheTokenAgainAfterAMinute() throws IOException {
    PodDirectory pod = new PodDirectory(directory, clock);
    write("token", "first\n");
    assertThat(pod.token()).contains(SecretText.of("first"));
    write("token", "second\n");

    clock.advance(Duration.ofSeconds(59));
    assertThat(pod.token()).contains(SecretText.of("first"));
    clock.advance(Duration.ofSeconds(1));
    assertThat(pod.token()).contains(SecretText.of("second"));
  }

  @Test
  void readsTheAuthoritiesOfTheCluster() throws IOException {
    write("ca.crt", AUTHORITY);
    PodDirectory pod = new PodDirectory(directory, clock);

    assertThat(pod.authorities().orElseThrow().certificates()).hasSize(1);
    assertThat(pod.token()).isEmpty();
  }

  @Test
  void takesNoFileThatIsTooLargeOrUseless() throws IOException {
    write("token", "x".repeat(PodIdentity.MAX_BYTES + 1));
    write("ca.crt", "no certificate");
    PodDirectory pod = new PodDirectory(directory, clock);

    assertThat(pod.token()).isEmpty();
    assertThat(pod.authorities()).isEmpty();
    write("token", " ");
    clock.advance(Duration.ofMinutes(1));
    assertThat(pod.token()).isEmpty();
  }
}
