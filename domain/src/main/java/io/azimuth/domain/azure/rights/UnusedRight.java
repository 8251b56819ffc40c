package io.azimuth.domain.azure.rights;

import java.util.Objects;

/**
 * A right that the server has and nothing needs.
 *
 * @param right an action, a pattern of actions, or a permission
 * @param place a scope, or {@code Microsoft Graph}
 * @param dangerous whether it changes something, or reads what people and programs keep
 * @param why in which way it is not needed
 */
public record UnusedRight(String right, String place, boolean dangerous, String why) {

  public UnusedRight {
    Objects.requireNonNull(right, "right");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(why, "why");
  }
}
