package io.azimuth.domain.azure.role;

import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for a role when it is written, in the order in which the API reports them. */
final class RoleRules {

  private static final String UNBOUND =
      "must have at least one bound constraint when creating/updating a role";
  private static final String UNSPECIFIC =
      "expected specific bound_group_ids or bound_service_principal_ids (or bound_app_ids): a role"
          + " bound to places alone would never grant a login";
  private static final String ANYBODY_THERE =
      "; bound_service_principal_ids=\"*\" admits every principal of these places";

  private RoleRules() {}

  static List<String> problems(
      BindingsBuilder bindings,
      TokenSettingsBuilder tokens,
      Set<DeprecatedField> deprecated,
      Duration maxTtl) {
    List<String> problems = new ArrayList<>(tokens.problems());
    List<String> olderTexts = new ArrayList<>();
    if (deprecated.contains(DeprecatedField.NUM_USES)
        && problems.remove(TokenSettingsBuilder.NUM_USES_NEGATIVE)) {
      olderTexts.add("token num uses cannot be negative");
    }
    boolean olderTtl =
        deprecated.contains(DeprecatedField.TTL) || deprecated.contains(DeprecatedField.MAX_TTL);
    boolean ttlAboveMax = olderTtl && problems.remove(TokenSettingsBuilder.TTL_ABOVE_MAX);
    problems.addAll(bindings.problems());
    periodProblem(tokens.period(), maxTtl).ifPresent(problems::add);
    problems.addAll(olderTexts);
    bindingProblem(bindings).ifPresent(problems::add);
    if (ttlAboveMax) {
      problems.add("ttl should not be greater than max_ttl");
    }
    return problems;
  }

  private static Optional<String> periodProblem(Duration period, Duration max) {
    return period.compareTo(max) <= 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                "token period of \"%s\" is greater than the backend's maximum lease TTL of \"%s\"",
                GoDuration.format(period), GoDuration.format(max)));
  }

  private static Optional<String> bindingProblem(BindingsBuilder builder) {
    if (!builder.problems().isEmpty()) {
      return Optional.empty();
    }
    Bindings bindings = builder.build();
    if (!bindings.isBound()) {
      return Optional.of(UNBOUND);
    }
    if (bindings.isSpecific()) {
      return Optional.empty();
    }
    boolean hasPlaces = bindings.resource().isBound();
    return Optional.of(hasPlaces ? UNSPECIFIC + ANYBODY_THERE : UNSPECIFIC);
  }
}
