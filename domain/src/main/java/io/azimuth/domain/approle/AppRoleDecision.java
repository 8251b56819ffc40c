package io.azimuth.domain.approle;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The decision about a login, with every check that was made. */
public final class AppRoleDecision {

  private static final String ROLE_NAME = "role_name";

  private final AppRoleEvidence evidence;
  private final List<AppRoleCheck> checks;

  AppRoleDecision(AppRoleEvidence evidence, List<AppRoleCheck> checks) {
    this.evidence = evidence;
    this.checks = List.copyOf(checks);
  }

  /** Every check, in the order in which they are made. */
  public List<AppRoleCheck> checks() {
    return checks;
  }

  /** Why the login is refused; empty when it is granted. */
  public Optional<AppRoleDenial> denial() {
    return checks.stream().flatMap(check -> check.denial().stream()).findFirst();
  }

  /**
   * What the caller reads of a refusal. Without a secret id, an unknown role reads the same as one
   * that needs a secret id.
   */
  public String callerText() {
    AppRoleDenial reason =
        denial().orElseThrow(() -> new IllegalStateException("the login is granted"));
    return reason == AppRoleDenial.ROLE_ID_UNKNOWN && !evidence.secretIdSent()
        ? AppRoleDenial.SECRET_ID_MISSING.sentence()
        : reason.sentence();
  }

  /** The role, once the caller has proved that it may be told about it. */
  public Optional<AppRole> provedRole() {
    boolean proved =
        denial()
            .filter(
                reason ->
                    reason == AppRoleDenial.SECRET_ID_MISSING
                        || reason.sentence().equals(AppRoleDenial.EITHER))
            .isEmpty();
    return evidence.role().filter(role -> proved);
  }

  /** The secret id that a granted login used; empty when the role needs none. */
  public Optional<IssuedSecretId> usedSecretId() {
    return evidence.secretId().filter(it -> denial().isEmpty());
  }

  /** The metadata of the token: that of the secret id, and the name of the role. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new HashMap<>();
    evidence.secretId().ifPresent(secretId -> metadata.putAll(secretId.metadata()));
    metadata.putAll(aliasMetadata());
    return metadata;
  }

  /** The metadata of the alias: what every login of the role proves. */
  public Map<String, String> aliasMetadata() {
    return Map.of(ROLE_NAME, evidence.role().orElseThrow().name().value());
  }

  /**
   * The settings of the token. A secret id that has addresses of its own leaves of the role's those
   * that are in both: the role may have lost some since the secret id was made.
   */
  public TokenSettings tokenSettings() {
    TokenSettings ofRole = evidence.role().orElseThrow().tokenSettings();
    List<Cidr> ofSecretId = tokenCidrs(evidence);
    if (ofSecretId.isEmpty()) {
      return ofRole;
    }
    List<Cidr> both = CidrList.intersection(ofRole.boundCidrs(), ofSecretId);
    if (both.isEmpty()) {
      throw new IllegalStateException("a login that is granted comes from an address in both");
    }
    return ofRole.toBuilder().boundCidrs(both.stream().map(Cidr::toString).toList()).build();
  }

  static List<Cidr> tokenCidrs(AppRoleEvidence evidence) {
    return evidence.secretId().map(IssuedSecretId::tokenCidrs).orElse(List.of());
  }
}
