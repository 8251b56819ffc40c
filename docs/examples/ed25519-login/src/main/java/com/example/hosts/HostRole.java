package com.example.hosts;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.AuthRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import java.util.List;

/** A role: which hosts may log in, and which token they receive. */
record HostRole(RoleName name, List<String> hosts, TokenSettings tokenSettings)
    implements AuthRole {

  /** Admits each host of the mount. */
  static final String ANY = "*";

  boolean admits(String host) {
    return hosts.contains(host) || hosts.contains(ANY);
  }

  Builder toBuilder() {
    return new Builder(name, hosts, tokenSettings.toBuilder());
  }

  /** A new role, or one that changes. */
  static final class Builder implements AuthRoleBuilder {

    private final RoleName name;
    private final TokenSettingsBuilder tokenSettings;
    private List<String> hosts;

    Builder(RoleName name, List<String> hosts, TokenSettingsBuilder tokenSettings) {
      this.name = name;
      this.hosts = hosts;
      this.tokenSettings = tokenSettings;
    }

    static Builder named(RoleName name) {
      return new Builder(name, List.of(), TokenSettings.builder());
    }

    void hosts(List<String> value) {
      hosts = value;
    }

    @Override
    public TokenSettingsBuilder tokenSettings() {
      return tokenSettings;
    }

    HostRole build() {
      return new HostRole(name, List.copyOf(hosts), tokenSettings.build());
    }
  }
}
