package io.azimuth.azure.rights;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import io.azimuth.domain.azure.rights.HeldRights;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.remote.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The questions of one probe of rights, and what is known so far. */
final class RightsQuestions {

  /** How long all questions together may take. */
  static final Duration LIMIT = Duration.ofSeconds(8);

  /** At how many places Azure is asked at most. */
  static final int MAX_PLACES = 32;

  private static final Logger LOG = LoggerFactory.getLogger(RightsQuestions.class);
  private static final String NO_ANSWER = "no answer in time";

  private final Map<AzureScope, Grants> told = new ConcurrentHashMap<>();
  private final Map<AzureScope, String> untold = new ConcurrentHashMap<>();
  private final Deadline deadline = Deadline.of(LIMIT);
  private final Optional<ResourceDirectory> directory;
  private final Optional<CredentialRotator> rotator;
  private final List<DirectoryAccess> tenants;
  private final Executor background;
  private volatile AzureAnswer<Set<String>> permissions =
      new AzureAnswer.Unavailable<>(NO_ANSWER, Duration.ZERO);

  /**
   * @param tenants an access for each tenant of the mount, its own first
   */
  RightsQuestions(Cloud cloud, List<DirectoryAccess> tenants, Executor background) {
    this.directory = cloud.service(ResourceDirectory.class);
    this.rotator = cloud.service(CredentialRotator.class);
    this.tenants = List.copyOf(tenants);
    this.background = background;
  }

  CompletableFuture<HeldRights> ask(NeededRights needed) {
    needed.places().forEach(place -> untold.put(place, NO_ANSWER));
    return CompletableFuture.allOf(part(this::askGraph), places(needed).thenCompose(this::askAbout))
        .thenApply(asked -> held());
  }

  private CompletableFuture<Set<AzureScope>> places(NeededRights needed) {
    Set<AzureScope> places = new TreeSet<>(needed.places());
    return part(() -> tenants.forEach(it -> addSubscriptions(it, places))).thenApply(all -> places);
  }

  // Where the identity has a right, it may have one that nothing needs.
  private void addSubscriptions(DirectoryAccess tenant, Set<AzureScope> places) {
    directory
        .map(it -> it.subscriptions(tenant, deadline.remaining()))
        .filter(AzureAnswer.Done.class::isInstance)
        .map(it -> ((AzureAnswer.Done<List<SubscriptionId>>) it).value())
        .orElse(List.of())
        .forEach(id -> places.add(AzureScope.of(id)));
  }

  private CompletableFuture<Void> askAbout(Set<AzureScope> places) {
    places.stream()
        .skip(MAX_PLACES)
        .forEach(place -> untold.put(place, "there are more places than are asked about at once"));
    return CompletableFuture.allOf(
        places.stream()
            .limit(MAX_PLACES)
            .map(place -> part(() -> ask(place)))
            .toArray(CompletableFuture[]::new));
  }

  // A place is in one tenant, and no binding tells in which.
  private void ask(AzureScope place) {
    if (directory.isEmpty()) {
      untold.put(place, ResourceDirectory.NO_RIGHTS);
      return;
    }
    String why = "";
    for (DirectoryAccess tenant : tenants) {
      if (deadline.remaining().isZero()) {
        untold.putIfAbsent(place, NO_ANSWER);
        return;
      }
      AzureAnswer<Grants> answer = directory.get().rights(tenant, place, deadline.remaining());
      if (answer instanceof AzureAnswer.Done<Grants> done) {
        told.put(place, done.value());
        untold.remove(place);
        return;
      }
      why = why.isEmpty() ? answer.detail() : why;
    }
    untold.put(place, why);
  }

  private void askGraph() {
    rotator.ifPresent(it -> permissions = it.permissions(tenants.get(0), deadline.remaining()));
  }

  private HeldRights held() {
    AzureAnswer<Set<String>> answer = permissions;
    return answer instanceof AzureAnswer.Done<Set<String>> done
        ? new HeldRights(told, untold, Optional.of(done.value()), "")
        : new HeldRights(told, untold, Optional.empty(), answer.detail());
  }

  private CompletableFuture<Void> part(Runnable question) {
    try {
      return CompletableFuture.runAsync(question, background)
          .exceptionally(RightsQuestions::broken);
    } catch (RejectedExecutionException e) {
      LOG.warn("a question about rights found no thread");
      return CompletableFuture.completedFuture(null);
    }
  }

  private static Void broken(Throwable thrown) {
    LOG.warn("a question about rights broke", thrown);
    return null;
  }
}
