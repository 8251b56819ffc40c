package io.azimuth.application.identity;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.SecretGenerator;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.TokenGrant;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds or makes the entity of a login (spec 5.1). */
@Singleton
public final class Identities {

  private final SecretGenerator secrets;

  @Inject
  Identities(SecretGenerator secrets) {
    this.secrets = secrets;
  }

  /**
   * The entity that the alias of the grant names on this mount, new where there is none.
   *
   * @throws RefusedException when the entity is disabled
   */
  public Entity resolve(Call call, TokenGrant grant) {
    return resolve(call, grant.alias(), grant.aliasMetadata());
  }

  /**
   * The entity that the alias names on the mount of the call, new where there is none.
   *
   * @param metadata what is known of whoever has the alias
   * @throws RefusedException when the entity is disabled
   */
  public Entity resolve(Call call, String name, Map<String, String> metadata) {
    IdentityRecords records = call.work().identities();
    Optional<Alias> alias = records.alias(call.mount().accessor(), name);
    Optional<Entity> entity = alias.flatMap(known -> records.entity(known.entityId()));
    if (alias.isEmpty() || entity.isEmpty()) {
      return create(call, name, metadata);
    }
    if (entity.get().disabled()) {
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, "permission denied");
    }
    if (!alias.get().metadata().equals(metadata)) {
      records.put(withMetadata(alias.get(), metadata));
    }
    return entity.get();
  }

  private Entity create(Call call, String name, Map<String, String> metadata) {
    String id = secrets.uuid();
    Entity entity =
        new Entity(id, "entity_" + id.substring(0, 8), List.of(), Map.of(), false, call.now());
    call.work().identities().put(entity);
    call.work()
        .identities()
        .put(new Alias(secrets.uuid(), call.mount().accessor(), name, id, metadata, call.now()));
    return entity;
  }

  private static Alias withMetadata(Alias alias, Map<String, String> metadata) {
    return new Alias(
        alias.id(),
        alias.mountAccessor(),
        alias.name(),
        alias.entityId(),
        metadata,
        alias.created());
  }
}
