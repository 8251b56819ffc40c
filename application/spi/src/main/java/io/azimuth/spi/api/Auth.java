package io.azimuth.spi.api;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A token as it is returned to its holder: the {@code auth} of the envelope.
 *
 * @param clientToken the token itself; empty where the caller has only its accessor
 * @param accessor its public handle
 * @param displayName what logs call its holder; not part of the envelope
 * @param policies the policies of the token and of its identity
 * @param tokenPolicies the policies of the token alone
 * @param identityPolicies the policies of its entity and groups
 * @param metadata the facts that were proved at login
 * @param lease how long it lives from now, in whole seconds
 * @param renewable whether it can be renewed
 * @param entityId the id of its entity, or empty
 * @param type service or batch
 * @param orphan whether it has no parent
 * @param numUses how often it can be used; 0 is unlimited
 */
public record Auth(
    SecretText clientToken,
    String accessor,
    String displayName,
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
    Objects.requireNonNull(displayName, "displayName");
    policies = List.copyOf(policies);
    tokenPolicies = List.copyOf(tokenPolicies);
    identityPolicies = List.copyOf(identityPolicies);
    metadata = Map.copyOf(metadata);
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(entityId, "entityId");
    Objects.requireNonNull(type, "type");
  }
}
