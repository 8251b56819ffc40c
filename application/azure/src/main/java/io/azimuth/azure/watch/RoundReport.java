package io.azimuth.azure.watch;

import io.azimuth.domain.azure.watch.MachineCounts;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of a round. The last one of a mount is stored, so that every server shows it and none
 * begins another one too soon.
 *
 * @param began when it began
 * @param ended when it ended
 * @param counts how the machines were when the round ended
 * @param revoked how many tokens were revoked
 * @param reads how many reads of Azure it took, pages of lists included
 * @param more whether there are more machines than one round takes; the next one goes on there
 * @param stopped why it ended early; empty when it did not
 */
public record RoundReport(
    Instant began,
    Instant ended,
    MachineCounts counts,
    int revoked,
    int reads,
    boolean more,
    Optional<String> stopped) {

  private static final String PATH = "resource-watch";
  private static final String ENDED = "ended";

  /** The report as it is stored and shown. */
  Value.Obj toValue() {
    return Value.Obj.builder()
        .put("began", began.toString())
        .put(ENDED, ended.toString())
        .put("machines", counts.machines())
        .put("present", counts.present())
        .put("gone", counts.gone())
        .put("suspected", counts.suspected())
        .put("unanswered", counts.unanswered())
        .put("revoked", revoked)
        .put("reads", reads)
        .put("more", more)
        .put("stopped", stopped.<Value>map(Value::of).orElse(Value.NULL))
        .build();
  }

  /** Stages this report as the last one. */
  void store(MountStorage storage) {
    storage.put(PATH, toValue());
  }

  /** The last one of a mount, as it is shown. */
  public static Optional<Value.Obj> last(MountTransaction work) {
    return work.storage().get(PATH);
  }

  /** When the last round of a mount ended. */
  static Optional<Instant> lastEnd(MountTransaction work) {
    return last(work).flatMap(it -> new StoredFields(it).time(ENDED));
  }
}
