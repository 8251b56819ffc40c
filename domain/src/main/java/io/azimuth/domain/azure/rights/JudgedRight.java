package io.azimuth.domain.azure.rights;

import java.util.Objects;

/**
 * A needed right, and whether the server has it.
 *
 * @param right its name: an action, a permission, or {@code owner}
 * @param place where: a scope, {@code Microsoft Graph}, or empty when no binding names one
 * @param required whether something fails without it
 * @param why what it is needed for
 * @param state whether the server has it
 * @param detail what is to be known of the state; may be empty
 */
public record JudgedRight(
    String right, String place, boolean required, String why, RightState state, String detail) {

  public JudgedRight {
    Objects.requireNonNull(right, "right");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(detail, "detail");
  }
}
