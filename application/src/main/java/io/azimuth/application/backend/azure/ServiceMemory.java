package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.AzureAnswer;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.RegisteredApplication;
import io.azimuth.application.port.azure.ServerCredential;
import io.azimuth.application.remote.Observation;
import io.azimuth.application.remote.RecentlyUsed;
import io.azimuth.domain.rotation.KnownPassword;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What became of the questions of each mount to Azure; in memory, bounded, without secrets. Safe
 * for use by many threads.
 */
final class ServiceMemory {

  private static final int MAX = 4_096;

  private final RecentlyUsed<Key, AtomicReference<Observation>> observations =
      new RecentlyUsed<>(MAX);
  private final RecentlyUsed<Credential, Instant> ends = new RecentlyUsed<>(MAX);
  private final Clock clock;

  private record Key(String mountUuid, AzureService service) {}

  private record Credential(String mountUuid, ServerCredential credential) {

    @Override
    public String toString() {
      return "Credential[" + mountUuid + "]";
    }
  }

  ServiceMemory(Clock clock) {
    this.clock = clock;
  }

  Observation observed(String mountUuid, AzureService service) {
    return observations
        .find(new Key(mountUuid, service))
        .map(AtomicReference::get)
        .orElse(Observation.NONE);
  }

  void succeeded(String mountUuid, AzureService service, Duration took) {
    of(mountUuid, service).updateAndGet(it -> it.succeeded(clock.instant(), took));
  }

  void failed(String mountUuid, AzureService service, String reason) {
    of(mountUuid, service).updateAndGet(it -> it.failed(clock.instant(), reason));
  }

  /** Remembers an answer of the service. */
  void answered(String mountUuid, AzureService service, AzureAnswer<?> answer, Duration took) {
    if (answer instanceof AzureAnswer.Done<?>) {
      succeeded(mountUuid, service, took);
    } else {
      failed(mountUuid, service, answer.detail());
    }
  }

  /**
   * Learns when the password ends that the access signs in with. Graph shows the first characters
   * of each: it is the one whose they are, when it is the only one.
   */
  void learnEnd(DirectoryAccess access, RegisteredApplication application) {
    if (!(access.credential() instanceof ServerCredential.ClientSecret secret)) {
      return;
    }
    List<KnownPassword> alike =
        application.passwords().stream()
            .filter(it -> it.hint().filter(hint -> !hint.isEmpty()).isPresent())
            .filter(it -> secret.value().expose().startsWith(it.hint().orElseThrow()))
            .toList();
    if (alike.size() == 1) {
      alike
          .get(0)
          .expires()
          .ifPresent(end -> ends.put(new Credential(access.mount(), secret), end));
    }
  }

  /** When the password ends that the access signs in with, if that was learnt. */
  Optional<Instant> end(DirectoryAccess access) {
    return ends.find(new Credential(access.mount(), access.credential()));
  }

  private AtomicReference<Observation> of(String mountUuid, AzureService service) {
    return observations.get(
        new Key(mountUuid, service), key -> new AtomicReference<>(Observation.NONE));
  }
}
