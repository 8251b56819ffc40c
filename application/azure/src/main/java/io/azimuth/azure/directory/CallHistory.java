package io.azimuth.azure.directory;

import io.azimuth.azure.metrics.AzureService;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.spi.remote.FetchHistory;
import io.azimuth.spi.remote.LruCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The results of the last calls of each mount to each tenant of Azure; in memory, bounded, without
 * secrets. Safe for use by many threads.
 */
public final class CallHistory {

  private static final int MAX = 4_096;

  private final LruCache<Key, AtomicReference<FetchHistory>> observations = new LruCache<>(MAX);
  private final LruCache<Credential, Instant> ends = new LruCache<>(MAX);
  private final Clock clock;

  private record Key(String mountUuid, String tenant, AzureService service) {}

  private record Credential(String mountUuid, ServerCredential credential) {

    @Override
    public String toString() {
      return "Credential[" + mountUuid + "]";
    }
  }

  public CallHistory(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** The last calls of a mount to a service in that tenant. */
  public FetchHistory observed(String mountUuid, String tenant, AzureService service) {
    return observations
        .find(new Key(mountUuid, tenant, service))
        .map(AtomicReference::get)
        .orElse(FetchHistory.NONE);
  }

  void succeeded(DirectoryAccess access, AzureService service, Duration took) {
    of(access, service).updateAndGet(it -> it.succeeded(clock.instant(), took));
  }

  void failed(DirectoryAccess access, AzureService service, String reason) {
    of(access, service).updateAndGet(it -> it.failed(clock.instant(), reason));
  }

  public void answered(
      DirectoryAccess access, AzureService service, AzureAnswer<?> answer, Duration took) {
    if (answer instanceof AzureAnswer.Done<?>) {
      succeeded(access, service, took);
    } else {
      failed(
          access,
          service,
          answer.retryAfter().isZero()
              ? answer.detail()
              : answer.detail() + "; " + AzureFailureText.throttled(answer.retryAfter(), now()));
    }
  }

  /**
   * Records when the password of this access expires. Graph shows only the first characters of each
   * password, so it is the one that begins with them, if there is only one.
   */
  public void recordExpiry(DirectoryAccess access, RegisteredApplication application) {
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

  /** When the password of this access expires; empty when it is not known. */
  public Optional<Instant> expiry(DirectoryAccess access) {
    return ends.find(new Credential(access.mount(), access.credential()));
  }

  private AtomicReference<FetchHistory> of(DirectoryAccess access, AzureService service) {
    return observations.get(
        new Key(access.mount(), access.tenant(), service),
        key -> new AtomicReference<>(FetchHistory.NONE));
  }
}
