package io.azimuth.azure.status;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.directory.CallHistory;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.remote.MonitoredFetch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Azure now about everything that a mount needs; at most one probe runs for each mount. */
public final class AzureProbe {

  private static final Logger LOG = LoggerFactory.getLogger(AzureProbe.class);
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final int MAX_MOUNTS = 1_024;

  private final Map<String, CompletableFuture<Void>> flights = new ConcurrentHashMap<>();
  private final LruCache<String, Ended> ended = new LruCache<>(MAX_MOUNTS);
  private final Clouds clouds;
  private final KeySetHealth trust;
  private final DirectoryAccessFactory accesses;
  private final CallHistory memory;
  private final Executor background;
  private final Clock clock;

  /** A probe that has ended; a clock that was set back invalidates it. */
  private record Ended(long version, Instant at) {

    boolean isJustNow(long current, Instant now) {
      return version == current && !now.isBefore(at) && now.isBefore(at.plus(BETWEEN));
    }
  }

  public AzureProbe(
      Clouds clouds,
      KeySetHealth trust,
      DirectoryAccessFactory accesses,
      CallHistory memory,
      Executor background,
      Clock clock) {
    this.clouds = clouds;
    this.trust = trust;
    this.accesses = accesses;
    this.memory = memory;
    this.background = background;
    this.clock = clock;
  }

  /**
   * Completes, never exceptionally, when all services have answered or failed; the results are
   * remembered. A configuration that was probed a moment ago is not probed again.
   */
  CompletableFuture<Void> run(String mountUuid, AzureSettings settings) {
    long version = settings.azure().version();
    if (ended.find(mountUuid).filter(it -> it.isJustNow(version, clock.instant())).isPresent()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> flight = new CompletableFuture<>();
    CompletableFuture<Void> other = flights.putIfAbsent(mountUuid, flight);
    if (other != null) {
      return other;
    }
    var unused =
        CompletableFuture.allOf(questions(mountUuid, settings).toArray(CompletableFuture[]::new))
            .whenComplete(
                (all, thrown) -> {
                  ended.put(mountUuid, new Ended(version, clock.instant()));
                  flights.remove(mountUuid, flight);
                  flight.complete(null);
                });
    return flight;
  }

  private List<CompletableFuture<Void>> questions(String mountUuid, AzureSettings settings) {
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    parts.add(part(() -> fetch(trust.attestationKeySets(settings), Deadline.of(LIMIT))));
    for (AzureSettings tenantSettings : settings.ofEachTenant()) {
      Optional<DirectoryAccess> access = accesses.find(mountUuid, tenantSettings).value();
      Optional<Cloud> cloud = clouds.named(tenantSettings.environment());
      parts.add(part(() -> askTrust(tenantSettings)));
      parts.add(part(() -> access.ifPresent(it -> askResourceManager(cloud, it))));
      boolean own = tenantSettings.equals(settings);
      parts.add(part(() -> access.ifPresent(it -> askGraph(cloud, it, own))));
    }
    return parts;
  }

  private CompletableFuture<Void> part(Runnable question) {
    try {
      return CompletableFuture.runAsync(question, background).exceptionally(AzureProbe::broken);
    } catch (RejectedExecutionException e) {
      LOG.warn("a probe of Azure found no thread");
      return CompletableFuture.completedFuture(null);
    }
  }

  private static Void broken(Throwable thrown) {
    LOG.warn("a probe of Azure broke", thrown);
    return null;
  }

  private void askTrust(AzureSettings settings) {
    Deadline deadline = Deadline.of(LIMIT);
    fetch(trust.documents(settings), deadline);
    try {
      var unused =
          clouds
              .named(settings.environment())
              .map(cloud -> cloud.expect(settings.tenantId(), deadline).join());
    } catch (ServiceException e) {
      LOG.debug("a probe got no discovery document: {}", e.getMessage());
    }
    fetch(trust.keySets(settings), deadline);
  }

  private static void fetch(List<MonitoredFetch> watched, Deadline deadline) {
    var unused =
        Awaited.ended(
                CompletableFuture.allOf(
                    watched.stream()
                        .map(MonitoredFetch::fetchNow)
                        .toArray(CompletableFuture[]::new)),
                deadline)
            .join();
  }

  private static void askResourceManager(Optional<Cloud> cloud, DirectoryAccess access) {
    cloud
        .flatMap(it -> it.service(ResourceDirectory.class))
        .ifPresent(directory -> directory.probe(access, LIMIT));
  }

  private void askGraph(Optional<Cloud> cloud, DirectoryAccess access, boolean own) {
    cloud
        .flatMap(it -> it.service(CredentialRotator.class))
        .ifPresent(rotator -> askGraph(rotator, access, own));
  }

  // An application looks itself up in its own tenant, which also shows when its secret expires and
  // whether its secret or certificate can be rotated; another identity, and one in another tenant,
  // signs in only.
  private void askGraph(CredentialRotator rotator, DirectoryAccess access, boolean own) {
    Optional<String> application =
        own ? applicationOf(access.credential()).filter(AzureProbe::isClientId) : Optional.empty();
    if (application.isPresent()) {
      var unused = rotator.find(access, application.get(), LIMIT);
      return;
    }
    long start = System.nanoTime();
    memory.answered(
        access,
        AzureService.GRAPH,
        rotator.prove(access, CredentialRotator.Purpose.GRAPH, LIMIT),
        Duration.ofNanos(System.nanoTime() - start));
  }

  // Others may be a managed identity, which is no application of the tenant.
  private static Optional<String> applicationOf(ServerCredential credential) {
    if (credential instanceof ServerCredential.ClientSecret secret) {
      return Optional.of(secret.clientId());
    }
    return credential instanceof ServerCredential.ClientCertificate certificate
        ? Optional.of(certificate.clientId())
        : Optional.empty();
  }

  private static boolean isClientId(String text) {
    return AppId.parse(text).isPresent();
  }
}
