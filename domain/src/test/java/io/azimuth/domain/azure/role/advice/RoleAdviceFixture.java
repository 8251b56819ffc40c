package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_TYPES;
import static io.azimuth.domain.azure.role.BoundField.SERVICE_PRINCIPALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.advice.RoleFinding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A narrow role, which tests widen, and what the linter says about it. */
abstract class RoleAdviceFixture {

  static final MountFacts MOUNT =
      new MountFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, true, false);
  static final MountFacts OWN_AUDIENCE =
      new MountFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, false, false);
  static final MountFacts RESOLVING =
      new MountFacts(SystemLifetimes.STANDARD, TokenTypeRule.DEFAULT_SERVICE, true, true);
  static final List<String> PRINCIPAL = List.of(TokenMint.OID);
  static final List<String> ANY = List.of("*");
  static final List<String> GROUP = List.of("dddddddd-0000-4000-8000-000000000001");
  static final String MACHINE = "Microsoft.Compute/virtualMachines";
  static final String SCALE_SET = "Microsoft.Compute/virtualMachineScaleSets";
  static final String IDENTITY = "microsoft.managedidentity/userassignedidentities";

  /** A role with nothing to find: one machine, a short life, one policy. */
  final AzureRoleBuilder role = AzureRole.builder(new RoleName("dev"));

  RoleAdviceFixture() {
    bind(SERVICE_PRINCIPALS, PRINCIPAL).bind(RESOURCE_IDS, List.of(TokenMint.VM));
    role.tokenSettings().ttl(Duration.ofHours(1)).policies(List.of("web"));
  }

  RoleAdviceFixture bind(BoundField field, List<String> values) {
    role.bindings().bind(field, values);
    return this;
  }

  List<String> codes(MountFacts mount) {
    return codes(role.build(), mount);
  }

  static List<String> codes(AzureRole role, MountFacts mount) {
    assertThat(role.toBuilder().problems(mount.lifetimes().maxTtl())).isEmpty();
    return RoleAdvice.on(role, mount, List.of()).stream()
        .map(finding -> finding.code().code())
        .distinct()
        .toList();
  }

  List<String> warnings(MountFacts mount) {
    return RoleAdvice.warnings(role.build(), mount);
  }

  RoleFinding<AzureRole> found(MountFacts mount, String code) {
    assertThat(codes(mount)).contains(code);
    return RoleAdvice.on(role.build(), mount, List.of()).stream()
        .filter(finding -> finding.code().code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** The changed role, which can be written and has the finding no more. */
  AzureRole changed(MountFacts mount, String code) {
    Optional<AzureRole> changed = found(mount, code).change();
    assertThat(changed).isPresent();
    assertThat(codes(changed.orElseThrow(), mount)).doesNotContain(code);
    return changed.orElseThrow();
  }

  static List<String> types(AzureRole role) {
    return role.bindings().resource().bound(RESOURCE_TYPES).values();
  }

  static MountFacts mount(Duration ttl, TokenTypeRule types) {
    return new MountFacts(new SystemLifetimes(ttl, Duration.ofDays(32)), types, true, false);
  }
}
