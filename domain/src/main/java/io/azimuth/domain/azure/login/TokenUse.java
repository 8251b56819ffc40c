package io.azimuth.domain.azure.login;

import java.time.Instant;
import java.util.Objects;

/**
 * A login that used a token up.
 *
 * @param time when it was
 * @param role under which it was
 * @param requestId the id of its request, also in the audit log
 */
public record TokenUse(Instant time, String role, String requestId) {

  public TokenUse {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(requestId, "requestId");
  }
}
