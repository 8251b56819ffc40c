package io.azimuth.azure.watch;

import io.azimuth.azure.grace.ProvedMachine;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.issued.RevocationResult;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revocations of one round, machine by machine: each machine is read once more, and its tokens
 * are revoked at once if the answer is the same no.
 */
final class Revocations implements RoundPart {

  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Mount mount;
  private final String cloud;
  private final WatchServices services;
  private final AzureReads reads;
  private final BooleanSupplier isRunning;
  private final Map<TenantResource, Map<GoneHolder, List<String>>> machines = new LinkedHashMap<>();
  private final Deque<TenantResource> left;
  private final Map<TenantResource, Integer> throttled = new HashMap<>();
  private final Set<TenantResource> hit = new HashSet<>();
  private Optional<String> problem = Optional.empty();
  private int revoked;

  /**
   * Those of these tokens.
   *
   * @param accessors by their holder
   * @param isRunning whether the round goes on
   */
  Revocations(
      Mount mount,
      String cloud,
      WatchServices services,
      AzureReads reads,
      Map<GoneHolder, List<String>> accessors,
      BooleanSupplier isRunning) {
    this.mount = mount;
    this.cloud = cloud;
    this.services = services;
    this.reads = reads;
    this.isRunning = isRunning;
    accessors.forEach(
        (gone, tokens) ->
            machines
                .computeIfAbsent(gone.holder().machine(), key -> new LinkedHashMap<>())
                .put(gone, List.copyOf(tokens)));
    this.left = new ArrayDeque<>(machines.keySet());
  }

  @Override
  public synchronized Optional<Task> next(Instant now) {
    if (isDone() || !reads.begin(new ReadStep.Single(left.getFirst()), now)) {
      return Optional.empty();
    }
    TenantResource machine = left.removeFirst();
    return Optional.of(new Task(() -> check(machine), () -> unread(machine, now)));
  }

  @Override
  public synchronized boolean isDone() {
    return left.isEmpty() || problem.isPresent();
  }

  @Override
  public synchronized Optional<String> problem() {
    return problem;
  }

  /** How many tokens were revoked so far. */
  synchronized int revoked() {
    return revoked;
  }

  /** How many machines lost tokens so far. */
  synchronized int machines() {
    return hit.size();
  }

  private synchronized void unread(TenantResource machine, Instant begun) {
    reads.giveBack(new ReadStep.Single(machine), begun);
    left.addFirst(machine);
  }

  private void check(TenantResource machine) {
    DirectoryAnswer answer = reads.find(machine);
    if (answer instanceof DirectoryAnswer.Throttled) {
      askLater(machine);
      return;
    }
    machines
        .getOrDefault(machine, Map.of())
        .forEach(
            (gone, tokens) -> {
              if (gone.gone().isConfirmedBy(gone.holder().seenIn(answer))) {
                revoke(gone, tokens);
              }
            });
  }

  private synchronized void askLater(TenantResource machine) {
    if (throttled.merge(machine, 1, Integer::sum) < RoundPlan.MOST_THROTTLED) {
      left.addLast(machine);
    }
  }

  private void revoke(GoneHolder gone, List<String> tokens) {
    try {
      if (mayGoOn()) {
        forgetProof(gone.holder());
      }
      for (String accessor : tokens) {
        if (mayGoOn()) {
          revoke(gone, accessor);
        }
      }
    } catch (ServiceException e) {
      end(e);
    } catch (StaleReadException e) { // the next round sees what is there then
      LOG.debug("tokens were not revoked, mount={}: {}", mount.path(), e.getMessage());
    }
  }

  private boolean mayGoOn() {
    return problem().isEmpty() && isRunning.getAsBoolean();
  }

  // Each further try would leave a record in the audit log and no revocation.
  private synchronized void end(ServiceException why) {
    problem =
        Optional.of(
            why.code() == ErrorCode.AUDIT_FAILED
                ? "no audit device took the record of a revocation"
                : "a token could not be revoked: " + why.code().name().toLowerCase(Locale.ROOT));
  }

  private void revoke(GoneHolder gone, String accessor) {
    RevocationResult result =
        services
            .tokens()
            .revoke(mount.uuid(), accessor, gone.gone().reason().sentence())
            .toCompletableFuture()
            .join(); // completes on a thread of the store
    if (result == RevocationResult.REVOKED) {
      revoked(gone.holder().machine());
      services.metrics().revoked(gone.gone().reason());
    }
  }

  private synchronized void revoked(TenantResource machine) {
    revoked++;
    hit.add(machine);
  }

  // Otherwise an outage would let the machine in again.
  private void forgetProof(TokenHolder holder) {
    boolean unused =
        services
            .proofs()
            .refuted(
                services.store().begin(mount.uuid()),
                new ProvedMachine(cloud, holder.machine().resource(), holder.principal()),
                Optional.empty(),
                Deadline.of(PATIENCE),
                true)
            .join();
  }
}
