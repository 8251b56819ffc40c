package io.azimuth.spi.route;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The caller, as a plugin may know it: the token itself is left out.
 *
 * @param id the same for each request with the same token, and of no use as a token; stored ids
 *     stay valid
 * @param displayName what logs call the caller
 * @param entityId the entity that the token belongs to
 * @param policies the names of the policies of the token, without those that its entity adds
 */
public record Caller(
    String id, String displayName, Optional<String> entityId, List<String> policies) {

  public Caller {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(entityId, "entityId");
    policies = List.copyOf(policies);
  }
}
