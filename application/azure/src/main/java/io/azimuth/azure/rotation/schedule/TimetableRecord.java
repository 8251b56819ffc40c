package io.azimuth.azure.rotation.schedule;

import io.azimuth.azure.config.StoredText;
import io.azimuth.domain.rotation.schedule.TimetableState;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.Optional;

/**
 * The stored state of a mount's timetable.
 *
 * @param seen the last success of the history that the state includes
 */
public record TimetableRecord(TimetableState state, Optional<Instant> seen) {

  /** This record with the last success of the history, automated or not, when that is newer. */
  public TimetableRecord informedOf(Optional<Instant> last) {
    return last.isEmpty() || last.equals(seen)
        ? this
        : new TimetableRecord(state.succeeded(last.get()), last);
  }

  TimetableRecord with(TimetableState other) {
    return new TimetableRecord(other, seen);
  }

  Value.Obj encode() {
    Value.Builder stored =
        Value.Obj.builder()
            .put("since", state.since().toString())
            .put("attempts", state.attempts());
    state.lastSuccess().ifPresent(it -> stored.put("last_success", it.toString()));
    state.lastAttempt().ifPresent(it -> stored.put("last_attempt", it.toString()));
    seen.ifPresent(it -> stored.put("seen", it.toString()));
    return stored.build();
  }

  static TimetableRecord decode(Value.Obj stored) {
    return new TimetableRecord(
        new TimetableState(
            Instant.parse(StoredText.of(stored, "since")),
            StoredText.find(stored, "last_success").map(Instant::parse),
            StoredText.find(stored, "last_attempt").map(Instant::parse),
            stored.get("attempts").map(TimetableRecord::number).orElse(0)),
        StoredText.find(stored, "seen").map(Instant::parse));
  }

  private static int number(Value value) {
    return Integer.parseInt(((Value.Num) value).literal());
  }
}
