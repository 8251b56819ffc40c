package io.azimuth.azure.rights;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.SubscriptionList;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.BoundedGrants;
import io.azimuth.domain.azure.rights.Grants;
import io.azimuth.domain.azure.rights.HeldRights;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.remote.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
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
  private static final String TOO_MANY_PLACES =
      "there are more places than are asked about at once";
  private static final String TOO_MANY_RIGHTS = "there are more rights than are compared at once";

  private final Map<AzureScope, Grants> answered = new ConcurrentHashMap<>();
  private final Map<AzureScope, String> untold = new ConcurrentHashMap<>();
  private final Deadline deadline = Deadline.of(LIMIT);
  private final Optional<ResourceDirectory> directory;
  private final Optional<CredentialRotator> rotator;
  private final List<DirectoryAccess> tenants;
  private final Executor background;
  private volatile Optional<String> unlisted = Optional.of(NO_ANSWER);
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

  /** Asks about what is needed at once, and about other places when it is known which there are. */
  CompletableFuture<HeldRights> ask(NeededRights needed) {
    List<AzureScope> first = needed.places();
    return CompletableFuture.allOf(
            part(this::askGraph),
            askAbout(first, MAX_PLACES),
            subscriptions()
                .thenCompose(
                    others -> {
                      first.forEach(others::remove);
                      return askAbout(others, Math.max(0, MAX_PLACES - first.size()));
                    }))
        .thenApply(asked -> held(first));
  }

  // Where the identity has a right, it may have one that nothing needs.
  private CompletableFuture<Set<AzureScope>> subscriptions() {
    Set<AzureScope> found = ConcurrentHashMap.newKeySet();
    return part(() -> addSubscriptions(found)).thenApply(all -> new TreeSet<>(found));
  }

  private void addSubscriptions(Set<AzureScope> found) {
    List<String> problems =
        tenants.stream().flatMap(tenant -> addSubscriptions(tenant, found).stream()).toList();
    unlisted = problems.stream().findFirst();
  }

  // Returns why there may be more of them.
  private Optional<String> addSubscriptions(DirectoryAccess tenant, Set<AzureScope> found) {
    if (directory.isEmpty()) {
      return Optional.of(ResourceDirectory.NO_RIGHTS);
    }
    AzureAnswer<SubscriptionList> answer =
        directory.get().subscriptions(tenant, deadline.remaining());
    if (answer instanceof AzureAnswer.Done<SubscriptionList> done) {
      done.value().ids().forEach(id -> found.add(AzureScope.of(id)));
      return done.value().complete()
          ? Optional.empty()
          : Optional.of("there are more than are listed at once");
    }
    return Optional.of(answer.detail());
  }

  private CompletableFuture<Void> askAbout(Collection<AzureScope> places, int most) {
    places.forEach(place -> untold.put(place, NO_ANSWER));
    places.stream().skip(most).forEach(place -> untold.put(place, TOO_MANY_PLACES));
    return CompletableFuture.allOf(
        places.stream()
            .limit(most)
            .map(place -> part(() -> ask(place)))
            .toArray(CompletableFuture[]::new));
  }

  // A place is in one tenant, and no binding shows in which.
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
        answered.put(place, done.value());
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

  private HeldRights held(List<AzureScope> first) {
    Set<AzureScope> order = new LinkedHashSet<>(first);
    order.addAll(new TreeSet<>(answered.keySet()));
    BoundedGrants grants = new BoundedGrants();
    for (AzureScope place : order) {
      Optional<Grants> answer = Optional.ofNullable(answered.get(place));
      if (answer.isPresent() && !grants.add(place, answer.get())) {
        untold.put(place, TOO_MANY_RIGHTS);
      }
    }
    AzureAnswer<Set<String>> answer = permissions;
    return answer instanceof AzureAnswer.Done<Set<String>> done
        ? new HeldRights(grants.kept(), untold, unlisted, Optional.of(done.value()), "")
        : new HeldRights(grants.kept(), untold, unlisted, Optional.empty(), answer.detail());
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
