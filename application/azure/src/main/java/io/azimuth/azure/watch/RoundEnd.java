package io.azimuth.azure.watch;

import io.azimuth.domain.azure.watch.WatchMemory;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Optional;

/**
 * What is to be stored of a round that ended.
 *
 * @param report its result
 * @param loss the machines that lost tokens, where some were to lose them
 */
record RoundEnd(RoundReport report, Optional<WatchMemory.Loss> loss) {

  /** Stages the report and the loss. */
  void store(MountTransaction work) {
    report.store(work.storage());
    loss.ifPresent(
        it -> {
          StoredMemory before = StoredMemory.read(work);
          WatchMemory corrected = before.memory().corrected(it.at(), it.machines());
          if (!corrected.equals(before.memory())) {
            new StoredMemory(corrected, before.rest()).store(work.storage());
          }
        });
  }
}
