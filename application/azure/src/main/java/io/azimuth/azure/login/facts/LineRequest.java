package io.azimuth.azure.login.facts;

import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Call;
import java.time.Duration;
import java.util.Objects;

/** A request that may have to wait in a line while Azure throttles this server. */
sealed interface LineRequest {

  /** For whom it waits. */
  PrincipalId principal();

  /** How long it may wait, from its beginning; zero when it takes what is known at once. */
  Duration most();

  /** When its waits for other systems end. */
  Deadline deadline();

  /** Changes that time, where it can be changed. */
  Deadline lasting(Duration time);

  /** Takes note of a wait in a line. */
  void waited(Duration time);

  /** What is left of the time that it may wait. */
  default Duration left() {
    Duration left = most().minus(deadline().elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A login, which waits as long as its mount allows. */
  record Entering(Call call, PrincipalId principal, Duration most) implements LineRequest {

    public Entering {
      Objects.requireNonNull(call, "call");
      Objects.requireNonNull(principal, "principal");
      Objects.requireNonNull(most, "most");
    }

    @Override
    public Deadline deadline() {
      return call.deadline();
    }

    @Override
    public Deadline lasting(Duration time) {
      return call.lasting(time);
    }

    @Override
    public void waited(Duration time) {
      LoginAuditNotes.waited(call, time);
    }
  }

  /**
   * A login of a machine that is known for an outage: it waits in no line, and shortly for an
   * answer.
   */
  record Known(Deadline deadline, PrincipalId principal) implements LineRequest {

    public Known {
      Objects.requireNonNull(deadline, "deadline");
      Objects.requireNonNull(principal, "principal");
    }

    @Override
    public Duration most() {
      return Duration.ZERO;
    }

    @Override
    public Deadline lasting(Duration time) {
      return deadline;
    }

    @Override
    public void waited(Duration time) {
      throw new IllegalStateException("it waits in no line");
    }
  }

  /** A renewal, which waits no longer than any other request. */
  record Renewing(Deadline deadline, PrincipalId principal) implements LineRequest {

    public Renewing {
      Objects.requireNonNull(deadline, "deadline");
      Objects.requireNonNull(principal, "principal");
    }

    @Override
    public Duration most() {
      return deadline.elapsed().plus(deadline.remaining());
    }

    @Override
    public Deadline lasting(Duration time) {
      return deadline;
    }

    @Override
    public void waited(Duration time) {
      // the audit record of a renewal has no notes about Azure
    }
  }
}
