package io.azimuth.domain.azure.role;

import java.util.List;

/**
 * The findings on a role that is about to be written.
 *
 * @param problems why it cannot be written, in the order in which the API reports it
 * @param warnings sentences for the author of the role
 */
public record RoleCheck(List<String> problems, List<String> warnings) {

  public RoleCheck {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Whether it can be written. */
  public boolean isAccepted() {
    return problems.isEmpty();
  }
}
