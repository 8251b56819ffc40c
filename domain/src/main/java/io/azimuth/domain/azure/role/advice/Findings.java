package io.azimuth.domain.azure.role.advice;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects the findings on one role. */
final class Findings {

  private final AzureRole role;
  private final List<RoleFinding> all = new ArrayList<>();

  Findings(AzureRole role) {
    this.role = role;
  }

  /** Adds a finding whose remedy only the author of the role knows. */
  void add(AdviceCode code, List<String> fields, String sentence) {
    all.add(new RoleFinding(code, fields, sentence, Optional.empty()));
  }

  /** Adds a finding with the change that ends it. */
  void add(
      AdviceCode code, List<String> fields, String sentence, Consumer<AzureRoleBuilder> change) {
    AzureRoleBuilder changed = role.toBuilder();
    change.accept(changed);
    all.add(new RoleFinding(code, fields, sentence, Optional.of(changed.build())));
  }

  /** All of them, in the order of their codes, which begins with warnings. */
  List<RoleFinding> all() {
    return all.stream().sorted(Comparator.comparing(RoleFinding::code)).toList();
  }
}
