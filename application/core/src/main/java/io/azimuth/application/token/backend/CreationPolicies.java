package io.azimuth.application.token.backend;

import io.azimuth.domain.token.DefaultPolicy;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.role.TokenRole;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The policies of a new token: never more than its creator may give. */
final class CreationPolicies {

  private static final Set<String> INTERNAL = Set.of("response-wrapping", "control-group");

  private CreationPolicies() {}

  static List<String> resolve(Fields fields, Optional<TokenRole> role, Token parent, boolean sudo) {
    TokenPolicies.problemOfNames(
            CreationFields.POLICIES.name(), fields.value(CreationFields.POLICIES))
        .ifPresent(
            problem -> {
              throw RefusedException.invalid(problem);
            });
    List<String> resolved =
        role.filter(r -> !r.policies().isEmpty())
            .map(r -> byRole(fields, r, parent))
            .orElseGet(() -> byParent(fields, role, parent, sudo));
    check(resolved, parent);
    return resolved;
  }

  // The lists of a role replace the rule that a child has a subset of its parent's policies: that
  // is the purpose of such a role.
  private static List<String> byRole(Fields fields, TokenRole role, Token parent) {
    boolean noDefault = fields.value(CreationFields.NO_DEFAULT_POLICY);
    List<String> resolved =
        RefusedException.orRefuse(
            role.policies()
                .resolve(
                    fields.value(CreationFields.POLICIES),
                    parent.rights().policies(),
                    !noDefault && !role.tokens().noDefaultPolicy()));
    return TokenPolicies.sanitise(resolved, noDefault ? DefaultPolicy.REMOVE : DefaultPolicy.KEEP);
  }

  private static List<String> byParent(
      Fields fields, Optional<TokenRole> role, Token parent, boolean sudo) {
    List<String> own = parent.rights().policies();
    List<String> asked = fields.value(CreationFields.POLICIES);
    boolean noDefault =
        fields.value(CreationFields.NO_DEFAULT_POLICY)
            || role.filter(r -> r.tokens().noDefaultPolicy()).isPresent();
    return asked.isEmpty() ? inherited(own, noDefault) : chosen(asked, own, noDefault, sudo);
  }

  private static List<String> inherited(List<String> own, boolean noDefault) {
    return TokenPolicies.sanitise(own, noDefault ? DefaultPolicy.REMOVE : DefaultPolicy.KEEP);
  }

  private static List<String> chosen(
      List<String> asked, List<String> own, boolean noDefault, boolean sudo) {
    boolean parentHasDefault = sudo || own.contains(TokenPolicies.DEFAULT);
    DefaultPolicy rule =
        noDefault
            ? DefaultPolicy.REMOVE
            : parentHasDefault ? DefaultPolicy.ADD : DefaultPolicy.KEEP;
    List<String> policies = TokenPolicies.sanitise(asked, rule);
    if (!sudo && !own.containsAll(policies)) {
      throw RefusedException.invalid("child policies must be subset of parent");
    }
    return policies;
  }

  private static void check(List<String> policies, Token parent) {
    if (policies.contains(TokenPolicies.ROOT) && !parent.isRoot()) {
      throw RefusedException.invalid(
          "root tokens may not be created without parent token being root");
    }
    for (String name : policies) {
      if (INTERNAL.contains(name)) {
        throw RefusedException.invalid("cannot assign policy \"" + name + "\"");
      }
    }
  }
}
