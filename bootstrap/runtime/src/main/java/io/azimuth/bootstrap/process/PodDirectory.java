package io.azimuth.bootstrap.process;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.web.TrustedCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The directory with the files of the pod's service account. Kubernetes replaces them before they
 * expire. A file that cannot be read counts as absent.
 */
public final class PodDirectory implements PodIdentity {

  /** Where Kubernetes mounts them. */
  public static final Path MOUNTED = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Path directory;
  private final Clock clock;
  private final MinInterval reads = new MinInterval(PAUSE);
  private Optional<SecretText> token = Optional.empty();
  private Optional<TrustedCertificates> authorities = Optional.empty();

  /** The files of that directory; reads nothing yet. */
  public PodDirectory(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<SecretText> token() {
    readIfDue();
    return token;
  }

  @Override
  public synchronized Optional<TrustedCertificates> authorities() {
    readIfDue();
    return authorities;
  }

  private void readIfDue() {
    if (reads.tryAcquire(clock.instant())) {
      token = read("token").map(String::strip).filter(it -> !it.isEmpty()).map(SecretText::of);
      authorities = read("ca.crt").flatMap(pem -> TrustedCertificates.parse(pem).value());
    }
  }

  private Optional<String> read(String name) {
    try (InputStream in = Files.newInputStream(directory.resolve(name))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES
          ? Optional.empty()
          : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
