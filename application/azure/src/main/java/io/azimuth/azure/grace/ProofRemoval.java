package io.azimuth.azure.grace;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.grace.MachineProof;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the proofs of machines that Azure refused. A refused request writes nothing, so the
 * removal has a transaction of its own, and the refusal waits until it is durable.
 */
public final class ProofRemoval {

  private static final Logger LOG = LoggerFactory.getLogger(ProofRemoval.class);

  private final MountStore store;
  private final MachineProofs proofs;
  private final Clock clock;

  public ProofRemoval(MountStore store, MachineProofs proofs, Clock clock) {
    this.store = store;
    this.proofs = proofs;
    this.clock = clock;
  }

  /**
   * The value, once nothing is kept for a machine about which Azure now answers something else;
   * pending while that is written. Where nothing is kept, nothing is written.
   *
   * @param work the transaction of the request, for reads
   * @param now the facts that Azure returns now; empty when it refused
   */
  public <T> Awaited<T> refuted(
      MountTransaction work,
      ProvedMachine machine,
      Optional<ResourceFacts> now,
      Deadline deadline,
      T value) {
    Optional<ResourceFacts> then =
        proofs.find(work, machine, clock.instant()).map(MachineProof::facts);
    if (then.isEmpty() || then.equals(now)) {
      return Awaited.of(value);
    }
    CompletableFuture<CommitOutcome> removal = remove(work.mountUuid(), machine);
    return Awaited.ended(removal, deadline)
        .then(
            ended -> {
              if (!ended || removal.join() != CommitOutcome.COMMITTED) {
                LOG.warn(
                    "the proof of a machine that Azure refused may still be kept, resource={},"
                        + " principal={}",
                    machine.resource(),
                    machine.principal().value());
              }
              return value;
            });
  }

  private CompletableFuture<CommitOutcome> remove(String mountUuid, ProvedMachine machine) {
    try {
      MountTransaction work = store.begin(mountUuid);
      proofs.forget(work, machine, clock.instant());
      return store.commit(work).toCompletableFuture();
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("a proof was not removed: {}", e.getMessage());
      return CompletableFuture.completedFuture(CommitOutcome.UNKNOWN);
    }
  }
}
