package io.azimuth.spi.route;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Deadline;
import java.time.Instant;
import java.util.Optional;

/**
 * What a handler reads of its call: the request, and who sends it, where and when. To take this in
 * place of a {@link Call} says that no record is read or written. The server implements it; it
 * grows by further methods only.
 */
public interface CallInput {

  /** The request as it came in, without its token. */
  ApiRequest request();

  /** The mount that serves it. */
  Mount mount();

  /** The parameters of the request. */
  Fields fields();

  /** Who calls, on routes that need a token or take one. */
  Optional<Caller> caller();

  /**
   * Who calls, on a route that needs a token.
   *
   * @throws RefusedException with {@code PERMISSION_DENIED} when there is no caller
   */
  default Caller authorizedCaller() {
    return caller()
        .orElseThrow(
            () -> new RefusedException(ErrorCategory.PERMISSION_DENIED, "permission denied"));
  }

  /** The moment at which this run, or what remains of it after a wait, decides. */
  Instant now();

  /** How long the caller waits for other systems, in all waits and runs together. */
  Deadline deadline();
}
