package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.AzureAnswer;
import io.azimuth.application.port.azure.CredentialRotator;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.RegisteredApplication;
import io.azimuth.application.port.azure.ServerCredential;
import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.remote.RecentlyUsed;
import io.azimuth.domain.azure.AppId;
import io.azimuth.domain.mount.Mount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Graph once a day when a secret ends that an operator gave, since nothing else tells. Where
 * the permission is missing nothing is learnt, and that is not a fault.
 */
final class SecretEndLookup {

  /** After a mount was first seen: a restart of many nodes costs Azure nothing at once. */
  static final Duration FIRST = Duration.ofMinutes(30);

  /** Between two of a mount. */
  static final Duration AGAIN = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(SecretEndLookup.class);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final int MAX_MOUNTS = 1_024;

  private final RecentlyUsed<String, Instant> next = new RecentlyUsed<>(MAX_MOUNTS);
  private final ConfigStore configs;
  private final AzureAccesses accesses;
  private final Clouds clouds;
  private final ServiceMemory memory;
  private final Executor background;
  private final Clock clock;

  /** Asks these clouds themselves: that Graph refuses says nothing of the health of the mount. */
  SecretEndLookup(
      ConfigStore configs,
      AzureAccesses accesses,
      Clouds clouds,
      ServiceMemory memory,
      Executor background,
      Clock clock) {
    this.configs = configs;
    this.accesses = accesses;
    this.clouds = clouds;
    this.memory = memory;
    this.background = background;
    this.clock = clock;
  }

  /** Asks in the background if it is time. */
  void look(Mount mount, UnitOfWork work) {
    Instant now = clock.instant();
    Optional<Instant> due = next.find(mount.uuid());
    if (due.isEmpty() || now.plus(AGAIN).isBefore(due.get())) { // or the clock was set back
      next.put(mount.uuid(), now.plus(FIRST));
    } else if (!now.isBefore(due.get())) {
      next.put(mount.uuid(), now.plus(AGAIN));
      configs
          .find(work, mount.uuid())
          .filter(settings -> settings.identity().own().isEmpty())
          .flatMap(settings -> accesses.find(mount.uuid(), settings).value())
          .ifPresent(this::askSoon);
    }
  }

  private void askSoon(DirectoryAccess access) {
    if (!(access.credential() instanceof ServerCredential.ClientSecret secret)
        || AppId.parse(secret.clientId()).isEmpty()) {
      return;
    }
    try {
      background.execute(() -> ask(access, secret.clientId()));
    } catch (RejectedExecutionException e) {
      LOG.debug("no thread to ask when a secret ends, mount={}", access.mount());
    }
  }

  private void ask(DirectoryAccess access, String clientId) {
    Optional<CredentialRotator> rotator =
        clouds.named(access.cloud()).flatMap(it -> it.service(CredentialRotator.class));
    if (rotator.isEmpty()) {
      return;
    }
    AzureAnswer<RegisteredApplication> answer = rotator.get().find(access, clientId, CALL);
    if (answer instanceof AzureAnswer.Done<RegisteredApplication> found) {
      memory.learnEnd(access, found.value());
    } else {
      LOG.debug("not learnt when the secret ends, mount={}: {}", access.mount(), answer.detail());
    }
  }
}
