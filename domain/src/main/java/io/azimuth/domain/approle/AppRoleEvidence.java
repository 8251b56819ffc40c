package io.azimuth.domain.approle;

import io.azimuth.domain.network.Cidr;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a login shows, and what the store has for it.
 *
 * @param role the role with the role id that was sent
 * @param secretIdSent whether a secret id was sent
 * @param secretId what the role keeps under the secret id that was sent
 * @param address where the login comes from
 * @param now the moment that decides
 */
public record AppRoleEvidence(
    Optional<AppRole> role,
    boolean secretIdSent,
    Optional<IssuedSecretId> secretId,
    Optional<InetAddress> address,
    Instant now) {

  public AppRoleEvidence {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(secretId, "secretId");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(now, "now");
    if (secretId.isPresent() && (role.isEmpty() || !secretIdSent)) {
      throw new IllegalArgumentException("a secret id was sent, and a role has it");
    }
  }

  /** The addresses that the secret id itself leaves to its tokens; empty: those of the role. */
  List<Cidr> tokenCidrs() {
    return secretId.map(IssuedSecretId::tokenCidrs).orElse(List.of());
  }
}
