package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.rule.attestation.AttestationNonceRule;
import io.azimuth.domain.azure.login.rule.attestation.AttestationRule;
import io.azimuth.domain.azure.login.rule.attestation.AttestationVmIdRule;
import io.azimuth.domain.azure.login.rule.attestation.BoundAttestationPolicyRule;
import io.azimuth.domain.azure.login.rule.attestation.BoundAttestationRule;
import io.azimuth.domain.azure.login.rule.claim.AgentRule;
import io.azimuth.domain.azure.login.rule.claim.BoundAppRoleRule;
import io.azimuth.domain.azure.login.rule.claim.BoundBlueprintRule;
import io.azimuth.domain.azure.login.rule.claim.MappingRule;
import java.util.List;

/**
 * The rules of a login in the order of evaluation.
 *
 * <p>Six checks are made before the first rule: {@code TOKEN}, {@code AUDIENCE}, {@code VALIDITY},
 * {@code CLAIMS} and {@code BINDING} by the verifier of the token, and {@code ADDRESS} by the auth
 * method, once it has read the role.
 */
public final class LoginRules {

  /** The rules that need no answer of Azure; some of them stay open where Azure is asked. */
  public static final List<LoginRule> BEFORE_AZURE =
      List.of(
          new PrincipalRule(),
          new TenantRule(),
          new AppOnlyRule(),
          new AgentRule(),
          new TokenAgeRule(),
          new RoleRule(),
          new BoundPrincipalRule(),
          new BoundGroupRule(),
          new BoundAppIdRule(),
          new BoundBlueprintRule(),
          new BoundAppRoleRule(),
          new ResourceRule(),
          new NamedSubscriptionRule(),
          new NamedResourceGroupRule(),
          new NamedMachineRule(),
          new NamedScaleSetRule(),
          new NamedResourceRule(),
          new BoundSubscriptionRule(),
          new BoundResourceGroupRule(),
          new BoundResourceIdRule(),
          new BoundResourceTypeRule(),
          new BoundScaleSetRule(),
          new BoundLocationRule(),
          new BoundTagsRule(),
          new AttestedDocumentRule(),
          new AttestedNonceRule(),
          new VmIdRule(),
          new AttestationRule(),
          new AttestationNonceRule(),
          new BoundAttestationRule(),
          new BoundAttestationPolicyRule(),
          new AttestationVmIdRule(),
          new ExpressionRule(),
          new MappingRule(),
          new AliasRule());

  /**
   * The rules that need the answer of Azure for the resource. Those that are listed above as well
   * are evaluated here only if they stayed open.
   */
  public static final List<LoginRule> AFTER_AZURE =
      List.of(
          new DirectoryRule(),
          new ResourceIdentityRule(),
          new VmIdRule(),
          new AttestationVmIdRule(),
          new BoundLocationRule(),
          new BoundTagsRule(),
          new NamedScaleSetRule(),
          new BoundScaleSetRule(),
          new ExpressionRule(),
          new MappingRule(),
          new AliasRule());

  private LoginRules() {}
}
