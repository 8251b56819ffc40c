package io.azimuth.domain.rotation.schedule;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What is to be done at a moment. */
public sealed interface TimetableVerdict {

  /** When something is to be done next; empty when never. */
  Optional<Instant> next();

  /** Rotation never happens. */
  record Off() implements TimetableVerdict {

    @Override
    public Optional<Instant> next() {
      return Optional.empty();
    }
  }

  /** Nothing is to be done before that moment. */
  record Idle(Instant until) implements TimetableVerdict {

    public Idle {
      Objects.requireNonNull(until, "until");
    }

    @Override
    public Optional<Instant> next() {
      return Optional.of(until);
    }
  }

  /**
   * A rotation is due now.
   *
   * @param since when it became due
   * @param before the moment before which it must begin, if its window closes
   */
  record Due(Instant since, Optional<Instant> before) implements TimetableVerdict {

    public Due {
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(before, "before");
    }

    @Override
    public Optional<Instant> next() {
      return Optional.of(since);
    }
  }

  /** Another attempt, but not before that moment. */
  record Retry(Instant at) implements TimetableVerdict {

    public Retry {
      Objects.requireNonNull(at, "at");
    }

    @Override
    public Optional<Instant> next() {
      return Optional.of(at);
    }
  }
}
