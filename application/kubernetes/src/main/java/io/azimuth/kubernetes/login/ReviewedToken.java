package io.azimuth.kubernetes.login;

import io.azimuth.domain.login.LoginCheck;
import java.util.List;
import java.util.Objects;

/**
 * A token that the API server has seen.
 *
 * @param check whether it accepts the token
 * @param audiences the audiences that it confirmed
 */
record ReviewedToken(LoginCheck check, List<String> audiences) {

  ReviewedToken {
    Objects.requireNonNull(check, "check");
    audiences = List.copyOf(audiences);
  }
}
