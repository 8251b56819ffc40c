package io.azimuth.azure.rotation;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rotations of all mounts: one at a time per mount. The journal ensures that across nodes;
 * within this process at most one thread works on a mount.
 */
public final class RotationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(RotationRunner.class);

  private final Map<String, InFlightRotation> flights = new ConcurrentHashMap<>();
  private final RotationJournal journal;
  private final RotationStateMachine machine;
  private final Executor background;

  public RotationRunner(
      RotationJournal journal, RotationStateMachine machine, Executor background) {
    this.journal = journal;
    this.machine = machine;
    this.background = background;
  }

  Optional<Rotation> pending(MountTransaction work) {
    return journal.find(work);
  }

  /** Whether one is running, or this process is about to begin one. */
  public boolean isBusy(MountTransaction work) {
    return flights.containsKey(work.mountUuid()) || pending(work).isPresent();
  }

  /** The start of a rotation that is running in this process. */
  Optional<InFlightRotation> flight(String mountUuid) {
    return Optional.ofNullable(flights.get(mountUuid));
  }

  /**
   * Begins a rotation in the background, unless one is pending.
   *
   * @param requester the hash of the token that demands it; empty for a schedule
   * @return empty when one is pending
   * @throws RefusedException when the mount does not sign in with a stored client secret or
   *     certificate
   */
  public Optional<InFlightRotation> begin(MountTransaction work, Optional<String> requester) {
    if (journal.find(work).isPresent()) {
      return Optional.empty();
    }
    RotationPlan plan = machine.plan(work, requester);
    InFlightRotation flight = new InFlightRotation(requester);
    String mountUuid = work.mountUuid();
    if (flights.putIfAbsent(mountUuid, flight) != null) {
      return Optional.empty();
    }
    run(mountUuid, flight, () -> machine.start(plan));
    return Optional.of(flight);
  }

  /**
   * Runs the next step of the rotation of the mount, in the background, if one is due.
   *
   * @return the pending rotation, as it is before the step
   */
  public Optional<Rotation> advance(Mount mount, MountTransaction work) {
    boolean busy = flights.containsKey(mount.uuid()); // before the rotation is read
    Optional<Rotation> pending = pending(work);
    if (!busy) {
      pending.filter(machine::isDue).ifPresent(it -> advance(mount, it));
    }
    return pending;
  }

  private void advance(Mount mount, Rotation rotation) {
    InFlightRotation flight = new InFlightRotation(Optional.empty());
    if (flights.putIfAbsent(mount.uuid(), flight) == null) {
      run(
          mount.uuid(),
          flight,
          () -> {
            machine.advance(mount.uuid(), rotation);
            return new RotationOutcome.Pending();
          });
    }
  }

  private void run(String mountUuid, InFlightRotation flight, Supplier<RotationOutcome> work) {
    try {
      var unused =
          CompletableFuture.supplyAsync(work, background)
              .exceptionally(RotationRunner::broken)
              .thenAccept(outcome -> complete(mountUuid, flight, outcome));
    } catch (RejectedExecutionException e) {
      complete(mountUuid, flight, tooBusy());
    }
  }

  private void complete(String mountUuid, InFlightRotation flight, RotationOutcome outcome) {
    flights.remove(mountUuid, flight);
    flight.outcome().complete(outcome);
  }

  private static RotationOutcome tooBusy() {
    return new RotationOutcome.Unavailable("too much waits for Azure", Duration.ofSeconds(1));
  }

  // The journal shows what was left in Azure, and the next step removes it.
  private static RotationOutcome broken(Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    if (cause instanceof StaleReadException) {
      return new RotationOutcome.Refused("the configuration was changed at the same time");
    }
    ErrorCode code =
        ServiceException.in(thrown).map(ServiceException::code).orElse(ErrorCode.UNEXPECTED);
    if (code == ErrorCode.UNEXPECTED) {
      LOG.error("rotation: a step broke, it will be repeated", thrown);
    } else {
      LOG.warn("rotation: a step broke off, it will be repeated: {}", code.sentence());
    }
    return new RotationOutcome.Unavailable(code.sentence(), Duration.ofSeconds(1));
  }
}
