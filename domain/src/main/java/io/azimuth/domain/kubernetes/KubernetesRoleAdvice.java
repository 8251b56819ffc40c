package io.azimuth.domain.kubernetes;

import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.RoleFindings;
import io.azimuth.domain.token.role.advice.TokenAdvice;
import io.azimuth.domain.token.role.advice.TokenFacts;
import java.util.List;

/** The linter for roles: what a role does and its author may not have meant. */
public final class KubernetesRoleAdvice {

  private static final String NAMES = "bound_service_account_names";
  private static final String NAMESPACES = "bound_service_account_namespaces";
  private static final String ALL = "*";

  private KubernetesRoleAdvice() {}

  /** All findings, warnings first. */
  public static List<RoleFinding<KubernetesRole>> on(KubernetesRole role, TokenFacts facts) {
    RoleFindings<KubernetesRole, KubernetesRoleBuilder> findings =
        new RoleFindings<>(role::toBuilder, KubernetesRoleBuilder::build);
    addAccounts(role.bindings(), findings);
    if (role.bindings().audience().isBlank()) {
      findings.add(
          KubernetesAdviceCode.NO_AUDIENCE,
          List.of("audience"),
          "a token for another service logs in, too: whoever gets one there can send it here");
    }
    TokenAdvice.add(role.tokenSettings(), facts, findings);
    return findings.all();
  }

  private static void addAccounts(
      KubernetesBindings bindings, RoleFindings<KubernetesRole, KubernetesRoleBuilder> findings) {
    boolean everyName = bindings.names().contains(ALL);
    boolean everyNamespace = bindings.namespaces().contains(ALL);
    if (everyName && everyNamespace) {
      findings.add(
          KubernetesAdviceCode.WHOLE_CLUSTER,
          List.of(NAMES, NAMESPACES),
          "every service account of the cluster logs in");
    } else if (everyNamespace) {
      findings.add(
          KubernetesAdviceCode.ANY_NAMESPACE,
          List.of(NAMESPACES),
          "whoever may make a service account in any namespace can give it such a name");
    } else if (everyName) {
      findings.add(
          KubernetesAdviceCode.WHOLE_NAMESPACE,
          List.of(NAMES),
          "every service account of the namespaces logs in, also default, that of pods that name"
              + " none");
    }
  }
}
