package io.azimuth.domain.approle;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.token.role.AuthRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a role: a new one, or a stored one with a partial update. Look at the {@link #problems} of
 * the merged whole, then {@link #build} it.
 */
public final class AppRoleBuilder implements AuthRoleBuilder {

  private static final String BOUND_CIDRS = "secret_id_bound_cidrs";

  private final RoleName name;
  private final String key;
  private final TokenSettingsBuilder tokenSettings;
  private final Optional<SecretIdSettings> before;
  private final Set<String> oldNames = new HashSet<>();
  private String roleId = "";
  private boolean bindSecretId = true;
  private List<String> boundCidrs = List.of();
  private int secretIdNumUses;
  private Duration secretIdTtl = Duration.ZERO;
  private boolean localSecretIds;

  AppRoleBuilder(RoleName name, String key) {
    this.name = name;
    this.key = key;
    this.tokenSettings = TokenSettings.builder();
    this.before = Optional.empty();
  }

  AppRoleBuilder(AppRole role) {
    name = role.name();
    key = role.key();
    tokenSettings = role.tokenSettings().toBuilder();
    before = Optional.of(role.secretIds());
    oldNames.addAll(role.oldNames());
    roleId = role.roleId().value();
    bindSecretId = role.secretIds().bound();
    boundCidrs = role.secretIds().boundCidrs().stream().map(Cidr::toString).toList();
    secretIdNumUses = role.secretIds().numUses();
    secretIdTtl = role.secretIds().ttl();
    localSecretIds = role.secretIds().local();
  }

  @Override
  public TokenSettingsBuilder tokenSettings() {
    return tokenSettings;
  }

  /** Sets the role id, as written. */
  public AppRoleBuilder roleId(String value) {
    roleId = value;
    return this;
  }

  /** Sets whether a login needs a secret id. */
  public AppRoleBuilder bindSecretId(boolean value) {
    bindSecretId = value;
    return this;
  }

  /** Sets the addresses from which logins may come, as written. */
  public AppRoleBuilder boundCidrs(Collection<String> value) {
    boundCidrs = List.copyOf(value);
    return this;
  }

  /** Sets how often a secret id can be used; 0 is unlimited. */
  public AppRoleBuilder secretIdNumUses(int value) {
    secretIdNumUses = value;
    return this;
  }

  /** Sets how long a secret id lives; zero leaves it unlimited. */
  public AppRoleBuilder secretIdTtl(Duration value) {
    secretIdTtl = value;
    return this;
  }

  /** Sets whether secret ids are of one cluster alone. A role keeps what it was made with. */
  public AppRoleBuilder localSecretIds(boolean value) {
    localSecretIds = value;
    return this;
  }

  @Override
  public AppRoleBuilder oldName(String oldName, boolean used) {
    if (used) {
      oldNames.add(oldName);
    } else {
      oldNames.remove(oldName);
    }
    return this;
  }

  /**
   * Why the role cannot be written as it is now; empty when it can.
   *
   * @param maxTtl the maximum time to live of the mount
   */
  public List<String> problems(Duration maxTtl) {
    List<String> problems = new ArrayList<>(tokenSettings.problems());
    tokenSettings.policyProblem().ifPresent(problems::add);
    problems.addAll(RoleId.parse(roleId).problems());
    problems.addAll(CidrList.parse(BOUND_CIDRS, boundCidrs).problems());
    if (secretIdNumUses < 0) {
      problems.add("secret_id_num_uses cannot be negative");
    }
    if (secretIdTtl.isNegative()) {
      problems.add("secret_id_ttl cannot be negative");
    }
    if (before.filter(it -> it.local() != localSecretIds).isPresent()) {
      problems.add("local_secret_ids can only be modified during role creation");
    }
    if (tokenSettings.period().compareTo(maxTtl) > 0) {
      problems.add(
          "period of \"%s\" is greater than the backend's maximum lease TTL of \"%s\""
              .formatted(GoDuration.format(tokenSettings.period()), GoDuration.format(maxTtl)));
    }
    if (problems.isEmpty() && !AppRole.isBound(secretIds(), tokenSettings.build())) {
      problems.add("at least one constraint should be enabled on the role");
    }
    return problems;
  }

  /**
   * The role.
   *
   * @throws IllegalArgumentException when a value is wrong in itself
   */
  public AppRole build() {
    return new AppRole(name, key, new RoleId(roleId), secretIds(), tokenSettings.build(), oldNames);
  }

  private SecretIdSettings secretIds() {
    return new SecretIdSettings(
        bindSecretId,
        CidrList.parse(BOUND_CIDRS, boundCidrs).orElseThrow(),
        secretIdNumUses,
        secretIdTtl,
        localSecretIds);
  }
}
