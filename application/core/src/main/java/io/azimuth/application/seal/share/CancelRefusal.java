package io.azimuth.application.seal.share;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.RefusedException;

/** What is said to who may not cancel. */
public final class CancelRefusal {

  private CancelRefusal() {}

  public static RefusedException refusal() {
    return new RefusedException(
        ErrorCategory.PERMISSION_DENIED,
        "cancelling takes the nonce of the attempt, from the address where it was begun, or a token"
            + " with sudo on this path");
  }
}
