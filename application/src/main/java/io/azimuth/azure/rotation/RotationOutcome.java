package io.azimuth.azure.rotation;

import java.time.Duration;
import java.util.Objects;

/** What came of the beginning of a rotation. */
public sealed interface RotationOutcome {

  /** The new password is durable; the rest follows by itself. */
  record Begun(String name) implements RotationOutcome {

    public Begun {
      Objects.requireNonNull(name, "name");
    }
  }

  /** Azure, or the configuration, does not allow it; nothing is left of it. */
  record Refused(String reason) implements RotationOutcome {

    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Another one is pending. */
  record Pending() implements RotationOutcome {}

  /** Azure could not be asked; nothing is left of it, or what is left is being removed. */
  record Unavailable(String reason, Duration retryAfter) implements RotationOutcome {

    public Unavailable {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(retryAfter, "retryAfter");
    }
  }
}
