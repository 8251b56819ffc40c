package io.azimuth.domain.azure;

import io.azimuth.domain.role.TokenSettingsBuilder;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The rules that a role must keep when it is written (spec 8.2), in the order of the API. */
final class RoleRules {

  /** How long managed identities' tokens are valid, back-dating included. */
  private static final Duration CACHED_TOKEN_AGE = Duration.ofDays(1).plus(Duration.ofMinutes(5));

  private static final String UNBOUND =
      "must have at least one bound constraint when creating/updating a role";
  private static final String UNSPECIFIC =
      "expected specific bound_group_ids or bound_service_principal_ids (or bound_app_ids)";

  private RoleRules() {}

  static RoleCheck check(
      BindingsBuilder bindings,
      TokenSettingsBuilder tokens,
      Set<DeprecatedField> deprecated,
      MountFacts mount) {
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
    periodProblem(tokens.period(), mount.maxTtl()).ifPresent(problems::add);
    problems.addAll(olderTexts);
    bindingProblem(bindings).ifPresent(problems::add);
    if (ttlAboveMax) {
      problems.add("ttl should not be greater than max_ttl");
    }
    return problems.isEmpty()
        ? new RoleCheck(List.of(), warnings(bindings.build(), tokens, mount))
        : new RoleCheck(problems, List.of());
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
    return bindings.isSpecific() ? Optional.empty() : Optional.of(UNSPECIFIC);
  }

  private static List<String> warnings(
      Bindings bindings, TokenSettingsBuilder tokens, MountFacts mount) {
    List<String> warnings = new ArrayList<>();
    if (tokens.maxTtl().compareTo(mount.maxTtl()) > 0) {
      warnings.add(
          "max_ttl is greater than the system or backend mount's maximum TTL value; issued tokens'"
              + " max TTL value will be truncated");
    }
    IdentityBindings identity = bindings.identity();
    addBindingWarnings(warnings, bindings, mount);
    addAgeAndAliasWarnings(warnings, bindings);
    addNeverMatching(warnings, "bound_service_principal_ids", identity.boundPrincipals());
    addNeverMatching(warnings, "bound_app_ids", identity.boundAppIds());
    return warnings;
  }

  private static void addBindingWarnings(
      List<String> warnings, Bindings bindings, MountFacts mount) {
    IdentityBindings identity = bindings.identity();
    if (!identity.isNamed() && !bindings.resource().isBoundUniquely()) {
      warnings.add(
          "\"*\" beside neither bound_subscription_ids nor bound_resource_ids: names of groups,"
              + " scale sets and locations are not unique across subscriptions, so whoever owns any"
              + " subscription of the tenant can make one");
    }
    if (!identity.boundGroups().isEmpty()
        && mount.firstPartyAudience()
        && !mount.resolvesGroups()) {
      warnings.add(
          "bound_group_ids: tokens for this mount's resource carry no groups, and resolve_groups is"
              + " off; use a resource of an app registration of your own or turn it on");
    }
  }

  private static void addAgeAndAliasWarnings(List<String> warnings, Bindings bindings) {
    Duration age = bindings.maxTokenAge();
    if (!age.isZero() && age.compareTo(CACHED_TOKEN_AGE) < 0) {
      warnings.add(
          "max_token_age is below 86700 seconds: Azure caches the tokens of managed identities for"
              + " a day and back-dates them, so logins with a cached one will be refused");
    }
    if (bindings.aliasSource() != AliasSource.OID) {
      warnings.add(
          String.format(
              "alias_source \"%s\": principals that share it share one entity",
              bindings.aliasSource().word()));
    }
  }

  private static void addNeverMatching(List<String> warnings, String field, BoundList list) {
    if (!list.isNamed()) {
      return;
    }
    list.values().stream()
        .filter(Predicate.not(value -> GuidText.canonical(value).isPresent()))
        .map(value -> field + ": " + Quoted.of(value) + " is not a GUID and will match no token")
        .forEach(warnings::add);
  }
}
