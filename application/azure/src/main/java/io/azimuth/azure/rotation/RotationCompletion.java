package io.azimuth.azure.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes a rotation from the journal and records its result. Blocks. */
public final class RotationCompletion {

  private static final Logger LOG = LoggerFactory.getLogger(RotationCompletion.class);

  private final RotationJournal journal;

  public RotationCompletion(RotationJournal journal) {
    this.journal = journal;
  }

  /** Ends it, unless its journal entry has changed meanwhile. */
  void end(PendingRotation step, UnaryOperator<RotationHistory> outcome) {
    List<RotationHistory.Leftover> fresh = new ArrayList<>();
    boolean ended =
        journal.write(
            step.mountUuid(),
            Optional.of(step.rotation()),
            work -> {
              RotationHistory before = journal.history(work);
              RotationHistory after = outcome.apply(before);
              journal.clear(work);
              journal.put(work, after);
              fresh.clear();
              fresh.addAll(after.leftovers());
              fresh.removeAll(before.leftovers());
            });
    if (ended) {
      LOG.info("rotation ended, mount={}, state={}", step.mountUuid(), step.rotation().state());
      fresh.forEach(it -> warn(step.mountUuid(), it));
    }
  }

  private static void warn(String mountUuid, RotationHistory.Leftover leftover) {
    LOG.error(
        "a password is left in Azure, mount={}: {}; if nobody signs in with it, remove it with: {}",
        mountUuid,
        leftover.reason(),
        leftover.command());
  }
}
