package io.azimuth.domain.approle;

import io.azimuth.domain.network.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a secret id: everything but the secret id itself.
 *
 * @param accessor its public handle
 * @param usesLeft how often it can still be used; 0 is unlimited
 * @param ttl how long it lives from its creation; zero is unlimited
 * @param created when it was made
 * @param updated when this record last changed
 * @param metadata what the metadata of its tokens holds
 * @param cidrs the addresses from which its logins may come; empty means any
 * @param tokenCidrs the addresses from which its tokens may be used, as far as the role has them,
 *     too; empty leaves it to the role
 */
public record IssuedSecretId(
    String accessor,
    int usesLeft,
    Duration ttl,
    Instant created,
    Instant updated,
    Map<String, String> metadata,
    List<Cidr> cidrs,
    List<Cidr> tokenCidrs) {

  public IssuedSecretId {
    Objects.requireNonNull(accessor, "accessor");
    Objects.requireNonNull(ttl, "ttl");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(updated, "updated");
    metadata = Map.copyOf(metadata);
    cidrs = List.copyOf(cidrs);
    tokenCidrs = List.copyOf(tokenCidrs);
    if (usesLeft < 0 || ttl.isNegative()) {
      throw new IllegalArgumentException("uses and lifetimes are not negative");
    }
  }

  /** The moment from which it is of no use; empty when there is none. */
  public Optional<Instant> expires() {
    return ttl.isZero() ? Optional.empty() : Optional.of(created.plus(ttl));
  }

  /** Whether it has expired. */
  public boolean isExpired(Instant now) {
    return expires().filter(end -> !now.isBefore(end)).isPresent();
  }

  /** Whether a use changes it. */
  public boolean isCounted() {
    return usesLeft > 0;
  }

  /** The same after one more use; empty when that was the last one. */
  public Optional<IssuedSecretId> used(Instant now) {
    if (usesLeft == 1) {
      return Optional.empty();
    }
    return Optional.of(
        isCounted()
            ? new IssuedSecretId(
                accessor, usesLeft - 1, ttl, created, now, metadata, cidrs, tokenCidrs)
            : this);
  }
}
