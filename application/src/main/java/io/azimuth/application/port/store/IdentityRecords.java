package io.azimuth.application.port.store;

import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import java.util.Optional;

/** Entities by id, aliases by mount and name. */
public interface IdentityRecords {

  /** The entity of that id. */
  Optional<Entity> entity(String id);

  /** The alias of that name on that mount. */
  Optional<Alias> alias(String mountAccessor, String name);

  /** Stages an entity, new or changed. */
  void put(Entity entity);

  /** Stages an alias, new or changed. */
  void put(Alias alias);
}
