package io.azimuth.domain.rotation.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Does what a plan demands, on a clock that it moves itself; the test sets whether Azure works. */
final class Driver {

  private final Timetable plan;
  private final Duration takes;
  private TimetableState state;
  private Optional<Instant> pendingUntil = Optional.empty();
  private Predicate<Instant> azureIsWell = at -> true;
  final List<Instant> attempts = new ArrayList<>();
  final List<Instant> successes = new ArrayList<>();
  final List<MissedWindows> missed = new ArrayList<>();

  Driver(Timetable plan, Instant set, Duration takes) {
    this.plan = plan;
    this.takes = takes;
    this.state = TimetableState.beginning(set);
  }

  Driver(Timetable plan, Instant set) {
    this(plan, set, Duration.ZERO);
  }

  Driver whereAzureIsWell(Predicate<Instant> when) {
    this.azureIsWell = when;
    return this;
  }

  /** Steps the clock from the first moment to the last and acts on the plan at each step. */
  Driver run(Instant from, Instant until, Duration step) {
    for (Instant now = from; now.isBefore(until); now = now.plus(step)) {
      look(now);
    }
    return this;
  }

  TimetableVerdict look(Instant now) {
    if (pendingUntil.filter(now::isBefore).isPresent()) {
      return new TimetableVerdict.Off();
    }
    pendingUntil.ifPresent(this::complete);
    pendingUntil = Optional.empty();
    TimetableStep step = plan.step(state, now);
    state = step.state();
    step.missed().ifPresent(missed::add);
    if (step.verdict() instanceof TimetableVerdict.Due) {
      begin(now);
    }
    return step.verdict();
  }

  private void begin(Instant now) {
    attempts.add(now);
    state = state.attempted(now);
    if (azureIsWell.test(now)) {
      pendingUntil = Optional.of(now.plus(takes));
      if (takes.isZero()) {
        complete(now);
        pendingUntil = Optional.empty();
      }
    }
  }

  private void complete(Instant at) {
    successes.add(at);
    state = state.succeeded(at);
  }
}
