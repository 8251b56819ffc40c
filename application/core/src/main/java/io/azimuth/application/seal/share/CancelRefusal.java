package io.azimuth.application.seal.share;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.RefusedException;

/** The refusal for a requester who may not cancel an attempt. */
public final class CancelRefusal {

  private CancelRefusal() {}

  /** States what cancelling needs: the nonce and the same address, a key share, or a token. */
  public static RefusedException refusal() {
    return new RefusedException(
        ErrorCategory.PERMISSION_DENIED,
        "cancelling takes the nonce of the attempt, from the address where it was begun, a key"
            + " share (key), or a token with sudo on this path");
  }
}
