package io.azimuth.domain.approle;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a login proves.
 *
 * @param role the role, under whose id the caller is known
 * @param tokenSettings the settings of the token. A secret id that has addresses of its own leaves
 *     of the role's those that are in both: the role may have lost some since the secret id was
 *     made
 * @param metadata the metadata of the token: that of the secret id, and the name of the role
 */
public record AppRoleGrant(
    AppRole role, TokenSettings tokenSettings, Map<String, String> metadata) {

  private static final String ROLE_NAME = "role_name";

  public AppRoleGrant {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(tokenSettings, "tokenSettings");
    metadata = Map.copyOf(metadata);
  }

  static AppRoleGrant of(AppRoleEvidence evidence) {
    AppRole role = evidence.role().orElseThrow();
    Map<String, String> metadata = new HashMap<>();
    evidence.secretId().ifPresent(secretId -> metadata.putAll(secretId.metadata()));
    metadata.put(ROLE_NAME, role.name().value());
    return new AppRoleGrant(role, settings(role.tokenSettings(), evidence.tokenCidrs()), metadata);
  }

  private static TokenSettings settings(TokenSettings ofRole, List<Cidr> ofSecretId) {
    if (ofSecretId.isEmpty()) {
      return ofRole;
    }
    List<Cidr> both = CidrList.intersection(ofRole.boundCidrs(), ofSecretId);
    if (both.isEmpty()) {
      throw new IllegalStateException("a login that is granted comes from an address in both");
    }
    return ofRole.toBuilder().boundCidrs(both.stream().map(Cidr::toString).toList()).build();
  }

  /** The metadata of the alias: what every login of the role proves. */
  public Map<String, String> aliasMetadata() {
    return Map.of(ROLE_NAME, role.name().value());
  }
}
