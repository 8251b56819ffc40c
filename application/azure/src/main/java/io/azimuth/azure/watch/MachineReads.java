package io.azimuth.azure.watch;

import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import java.time.Instant;
import java.util.Optional;

final class MachineReads implements RoundPart {

  private final RoundPlan plan;
  private final AzureReads reads;

  MachineReads(RoundPlan plan, AzureReads reads) {
    this.plan = plan;
    this.reads = reads;
  }

  @Override
  public Optional<Task> next(Instant now) {
    Optional<ReadStep> step = plan.next(now);
    if (step.isPresent() && !reads.begin(step.get(), now)) {
      plan.putBack(step.get());
      return Optional.empty();
    }
    return step.map(it -> new Task(() -> read(it, now), () -> unread(it, now)));
  }

  @Override
  public boolean isDone() {
    return plan.isRead();
  }

  private void unread(ReadStep step, Instant begun) {
    reads.giveBack(step, begun);
    plan.putBack(step);
  }

  // The time that counts is not when it was handed over: it may have waited for a lane.
  private void read(ReadStep step, Instant begun) {
    Instant asked = reads.now();
    if (step instanceof ReadStep.Single single) {
      DirectoryAnswer answer = reads.find(single.machine());
      plan.take(single, answer, asked, reads.now());
    } else if (step instanceof ReadStep.Listed listed) {
      MachineList list = reads.list(listed, begun);
      plan.take(listed, list, asked, reads.now());
    }
  }
}
