package io.azimuth.azure.status;

import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.directory.CallHistory;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Graph once a day when a secret expires that an operator wrote, because no other source has
 * that date. Without the permission the date stays unknown; that is not a fault.
 */
public final class SecretExpiryLookup {

  /**
   * The delay after a mount was first seen, so that a restart of many nodes causes no burst of
   * calls.
   */
  static final Duration FIRST = Duration.ofMinutes(30);

  /** The time between two calls for a mount. */
  static final Duration AGAIN = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(SecretExpiryLookup.class);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final int MAX_MOUNTS = 1_024;

  private final LruCache<String, Instant> next = new LruCache<>(MAX_MOUNTS);
  private final ConfigStore configs;
  private final DirectoryAccessFactory accesses;
  private final Clouds clouds;
  private final CallHistory memory;
  private final Executor background;
  private final Clock clock;

  /**
   * Takes the clouds that are not observed, because a refusal by Graph here shows nothing of the
   * health of the mount. The call is not counted either.
   */
  public SecretExpiryLookup(
      ConfigStore configs,
      DirectoryAccessFactory accesses,
      Clouds clouds,
      CallHistory memory,
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
  public void lookUpIfDue(Mount mount, MountTransaction work) {
    Instant now = clock.instant();
    Optional<Instant> due = next.find(mount.uuid());
    if (due.isEmpty() || now.plus(AGAIN).isBefore(due.get())) { // or the clock was set back
      next.put(mount.uuid(), now.plus(FIRST));
    } else if (!now.isBefore(due.get())) {
      next.put(mount.uuid(), now.plus(AGAIN));
      configs
          .find(work)
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
      memory.recordExpiry(access, found.value());
    } else {
      LOG.debug("not learnt when the secret ends, mount={}: {}", access.mount(), answer.detail());
    }
  }
}
