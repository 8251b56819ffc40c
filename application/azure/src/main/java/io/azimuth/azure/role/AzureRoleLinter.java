package io.azimuth.azure.role;

import io.azimuth.azure.config.Audience;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.advice.MountFacts;
import io.azimuth.domain.azure.role.advice.RoleAdvice;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.TokenFacts;
import io.azimuth.spi.role.RoleLinter;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.LoginTokenType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies the rules of {@link RoleAdvice} to the roles of a mount. */
final class AzureRoleLinter implements RoleLinter<AzureRole> {

  private final ConfigStore configs;
  private final SystemLifetimes system;

  AzureRoleLinter(ConfigStore configs, SystemLifetimes system) {
    this.configs = configs;
    this.system = system;
  }

  /** The warnings for the author of the role. */
  List<String> warnings(Call call, AzureRole role) {
    return RoleAdvice.warnings(role, facts(call));
  }

  @Override
  public List<RoleFinding<AzureRole>> findings(Call call, AzureRole role, TokenFacts facts) {
    return RoleAdvice.on(role, facts(call), facts.missingPolicies());
  }

  private MountFacts facts(Call call) {
    Optional<AzureSettings> settings = configs.find(call.transaction());
    return new MountFacts(
        system.of(call.mount()),
        LoginTokenType.rule(call.mount()),
        settings.filter(it -> Audience.of(it).firstParty()).isPresent(),
        settings.filter(it -> !it.tokens().additionalAudiences().isEmpty()).isPresent(),
        settings.filter(AzureSettings::resolveGroups).isPresent(),
        settings.filter(it -> it.azure().watchResources()).isPresent(),
        settings
            .map(AzureSettings::tenants)
            .orElseGet(() -> new MountTenants(Optional.empty(), Set.of())),
        settings.filter(it -> !it.tokens().attestationIssuers().isEmpty()).isPresent());
  }
}
