package io.azimuth.domain.azure.rights;

import java.util.List;

/**
 * All that the caller may do at one place.
 *
 * @param all one grant for each role assignment that counts there
 */
public record Grants(List<ActionGrant> all) {

  /** How many patterns the grants of one place have at most, together. */
  public static final int MAX_PATTERNS = 2_048;

  public Grants {
    all = List.copyOf(all);
    if (all.stream().mapToInt(ActionGrant::patterns).sum() > MAX_PATTERNS) {
      throw new IllegalArgumentException("the grants have too many actions");
    }
  }

  /** Whether any of them allows the action. */
  public boolean allow(ActionPattern action) {
    return all.stream().anyMatch(it -> it.allows(action));
  }
}
