package io.azimuth.spi.api;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A token as its new owner is told of it (spec 1.6).
 *
 * @param clientToken the token itself; empty where the caller only knows its accessor
 * @param accessor its public handle
 * @param policies those of the token and of its identity
 * @param tokenPolicies those of the token alone
 * @param identityPolicies those of its entity and groups
 * @param metadata what was proved at login
 * @param lease how long it lives from now, in whole seconds
 * @param renewable whether it can be renewed
 * @param entityId its entity, or empty
 * @param type service or batch
 * @param orphan whether it has no parent
 * @param numUses how often it can be used; 0 is unlimited
 */
public record Auth(
    SecretText clientToken,
    String accessor,
    List<String> policies,
    List<String> tokenPolicies,
    List<String> identityPolicies,
    Map<String, String> metadata,
    Duration lease,
    boolean renewable,
    String entityId,
    String type,
    boolean orphan,
    int numUses) {

  public Auth {
    Objects.requireNonNull(clientToken, "clientToken");
    Objects.requireNonNull(accessor, "accessor");
    policies = List.copyOf(policies);
    tokenPolicies = List.copyOf(tokenPolicies);
    identityPolicies = List.copyOf(identityPolicies);
    metadata = Map.copyOf(metadata);
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(entityId, "entityId");
    Objects.requireNonNull(type, "type");
  }
}
