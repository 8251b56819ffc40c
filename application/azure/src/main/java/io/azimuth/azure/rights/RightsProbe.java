package io.azimuth.azure.rights;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.domain.azure.rights.HeldRights;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.domain.azure.rights.RightsComparison;
import io.azimuth.domain.azure.rights.RightsReport;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.LruCache;
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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Azure what the server's own identity may do, at the places where a mount needs rights and in
 * the subscriptions where it has any. A caller that asks the same while a question runs shares its
 * answer, and the answer is used for some seconds.
 */
public final class RightsProbe {

  private static final Logger LOG = LoggerFactory.getLogger(RightsProbe.class);
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int MAX_MOUNTS = 256;

  private final Map<String, Flight> flights = new ConcurrentHashMap<>();
  private final LruCache<String, Kept> kept = new LruCache<>(MAX_MOUNTS);
  private final Clouds clouds;
  private final DirectoryAccessFactory accesses;
  private final Executor background;
  private final Clock clock;

  private record Flight(Question question, CompletableFuture<RightsReport> answer) {}

  private record Kept(Question question, RightsReport report, Instant at) {}

  private record Question(long version, NeededRights needed) {}

  public RightsProbe(
      Clouds clouds, DirectoryAccessFactory accesses, Executor background, Clock clock) {
    this.clouds = clouds;
    this.accesses = accesses;
    this.background = background;
    this.clock = clock;
  }

  /**
   * Completes, never exceptionally, within about eight seconds: with what Azure answered, compared
   * with what is needed, and why some answers are missing.
   */
  public CompletableFuture<RightsReport> ask(
      String mountUuid, AzureSettings settings, NeededRights needed) {
    Question question = new Question(settings.azure().version(), needed);
    Optional<Kept> recent = kept.find(mountUuid).filter(it -> isRecent(it, question));
    if (recent.isPresent()) {
      return CompletableFuture.completedFuture(recent.get().report());
    }
    Flight flight = new Flight(question, new CompletableFuture<>());
    Flight other = flights.putIfAbsent(mountUuid, flight);
    if (other != null && other.question().equals(question)) {
      return other.answer();
    }
    var unused =
        askNow(mountUuid, settings, needed)
            .exceptionally(thrown -> broken(needed, thrown))
            .thenApply(held -> RightsComparison.of(needed, held))
            .thenAccept(
                report -> {
                  kept.put(mountUuid, new Kept(question, report, clock.instant()));
                  flights.remove(mountUuid, flight);
                  flight.answer().complete(report);
                });
    return flight.answer();
  }

  private static HeldRights broken(NeededRights needed, Throwable thrown) {
    LOG.warn("a probe of rights broke", thrown);
    return nothing(needed, "the question broke; the log says why");
  }

  private boolean isRecent(Kept it, Question question) {
    Instant now = clock.instant();
    return it.question().equals(question)
        && !now.isBefore(it.at())
        && now.isBefore(it.at().plus(KEPT));
  }

  private CompletableFuture<HeldRights> askNow(
      String mountUuid, AzureSettings settings, NeededRights needed) {
    List<DirectoryAccess> signedIn = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (AzureSettings tenantSettings : settings.ofEachTenant()) {
      Checked<DirectoryAccess> access = accesses.find(mountUuid, tenantSettings);
      access.value().ifPresent(signedIn::add);
      problems.addAll(access.problems());
    }
    if (signedIn.isEmpty()) {
      return CompletableFuture.completedFuture(
          nothing(needed, "the server cannot sign in to Azure: " + String.join("; ", problems)));
    }
    return clouds
        .named(settings.environment())
        .map(cloud -> new RightsQuestions(cloud, signedIn, background).ask(needed))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    nothing(needed, "the server does not know the cloud of the mount")));
  }

  private static HeldRights nothing(NeededRights needed, String why) {
    return new HeldRights(
        Map.of(),
        needed.places().stream().collect(Collectors.toMap(place -> place, place -> why)),
        Optional.of(why),
        Optional.empty(),
        why);
  }
}
