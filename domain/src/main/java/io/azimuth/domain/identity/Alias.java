package io.azimuth.domain.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The name by which an auth method knows an entity.
 *
 * @param id a UUID
 * @param mountAccessor of the auth method
 * @param name within that method
 * @param entityId whom it names
 * @param metadata what every login under this name proves
 * @param created when it was first seen
 */
public record Alias(
    String id,
    String mountAccessor,
    String name,
    String entityId,
    Map<String, String> metadata,
    Instant created) {

  public Alias {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(mountAccessor, "mountAccessor");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(entityId, "entityId");
    metadata = Map.copyOf(metadata);
    Objects.requireNonNull(created, "created");
  }
}
