package io.azimuth.azure.rotation;

import java.time.Duration;

public sealed interface RotationOutcome {

  /** The new password is durable; the next steps follow automatically. */
  record Begun(String name) implements RotationOutcome {}

  /** Azure or the configuration does not allow it; nothing is left in Azure. */
  record Refused(String reason) implements RotationOutcome {}

  record Pending() implements RotationOutcome {}

  /** Azure could not be reached; nothing is left in Azure, or what is left is being removed. */
  record Unavailable(String reason, Duration retryAfter) implements RotationOutcome {}
}
