package io.azimuth.application.seal;

import io.azimuth.application.api.RefusedException;
import io.azimuth.domain.error.ErrorCategory;

/** What is said to who may not cancel. */
final class Cancelling {

  private Cancelling() {}

  static RefusedException refusal() {
    return new RefusedException(
        ErrorCategory.PERMISSION_DENIED,
        "cancelling takes the nonce of the attempt, from the address where it was begun, or a token"
            + " with sudo on this path");
  }
}
