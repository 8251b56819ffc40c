package io.azimuth.azure.role;

import io.azimuth.azure.config.Audience;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.advice.MountFacts;
import io.azimuth.domain.azure.role.advice.RoleAdvice;
import io.azimuth.domain.azure.role.advice.RoleFinding;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.DefaultPolicy;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.LoginTokenType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies the rules of {@link RoleAdvice} to the roles of a mount. */
final class RoleLinter {

  private final ConfigStore configs;
  private final SystemLifetimes system;

  RoleLinter(ConfigStore configs, SystemLifetimes system) {
    this.configs = configs;
    this.system = system;
  }

  /** The warnings for whoever writes the role. */
  List<String> warnings(Call call, AzureRole role) {
    return RoleAdvice.warnings(role, facts(call));
  }

  /** All advice, as a read shows it. */
  Value.Obj advice(Call call, AzureRole role) {
    List<String> policies =
        TokenPolicies.sanitise(role.tokenSettings().policies(), DefaultPolicy.KEEP);
    return Value.Obj.builder()
        .put(
            "advice",
            new Value.Items(
                RoleAdvice.on(role, facts(call), call.missingPolicies(policies)).stream()
                    .map(finding -> shown(role, finding))
                    .toList()))
        .build();
  }

  private MountFacts facts(Call call) {
    Optional<AzureSettings> settings = configs.find(call.transaction());
    return new MountFacts(
        system.of(call.mount()),
        LoginTokenType.rule(call.mount()),
        settings.filter(it -> Audience.of(it).firstParty()).isPresent(),
        settings.filter(AzureSettings::resolveGroups).isPresent(),
        settings.filter(it -> it.azure().watchResources()).isPresent(),
        settings
            .map(AzureSettings::tenants)
            .orElseGet(() -> new MountTenants(Optional.empty(), Set.of())));
  }

  private static Value shown(AzureRole role, RoleFinding finding) {
    return Value.Obj.builder()
        .put("code", finding.code().code())
        .put("severity", finding.code().severity().code())
        .put("fields", finding.fields())
        .put("sentence", finding.sentence())
        .put(
            "change",
            finding.change().<Value>map(to -> RoleFields.changes(role, to)).orElse(Value.NULL))
        .build();
  }
}
