package io.azimuth.domain.azure.role;

import java.util.List;

/**
 * What is to be said of a role that is about to be written.
 *
 * @param problems why it cannot be; the first is the one that the API reports first
 * @param warnings what its writer should know
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
