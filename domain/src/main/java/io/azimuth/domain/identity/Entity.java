package io.azimuth.domain.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One workload as this server knows it, whatever it logs in with.
 *
 * @param id a UUID
 * @param name unique, {@code entity_<8 hex>} unless an operator named it
 * @param policies that all its tokens have besides their own
 * @param metadata the operator's
 * @param disabled whether its tokens are refused
 * @param created when it was first seen
 */
public record Entity(
    String id,
    String name,
    List<String> policies,
    Map<String, String> metadata,
    boolean disabled,
    Instant created) {

  public Entity {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    policies = List.copyOf(policies);
    metadata = Map.copyOf(metadata);
    Objects.requireNonNull(created, "created");
  }
}
