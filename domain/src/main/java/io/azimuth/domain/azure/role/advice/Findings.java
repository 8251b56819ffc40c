package io.azimuth.domain.azure.role.advice;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.RoleFindings;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Collects the findings on one role. */
final class Findings {

  private final RoleFindings<AzureRole, AzureRoleBuilder> found;

  Findings(AzureRole role) {
    this.found = new RoleFindings<>(role::toBuilder, AzureRoleBuilder::build);
  }

  /** Where advice that every auth method shares is added. */
  RoleFindings<AzureRole, AzureRoleBuilder> shared() {
    return found;
  }

  /** Adds a finding whose remedy only the author of the role knows. */
  void add(AdviceCode code, List<String> fields, String sentence) {
    found.add(code, fields, sentence);
  }

  /** Adds a finding with the change that ends it. */
  void add(
      AdviceCode code, List<String> fields, String sentence, Consumer<AzureRoleBuilder> change) {
    found.add(code, fields, sentence, change);
  }

  /** All of them, in the order of their codes, which begins with warnings. */
  List<RoleFinding<AzureRole>> all() {
    return found.all().stream()
        .sorted(Comparator.comparing(finding -> AdviceCode.of(finding.code())))
        .toList();
  }
}
