package io.azimuth.application.identity.backend;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.identity.Identities;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Creates and changes the alias of an entity, including its name and its entity. */
@Singleton
final class EntityAliasWrites {

  private static final String CLASH =
      "Alias already exists for requested entity and mount accessor";

  private final SecretGenerator secrets;
  private final Identities identities;
  private final MountTables mounts;
  private final GroupGraphs groups;

  @Inject
  EntityAliasWrites(
      SecretGenerator secrets, Identities identities, MountTables mounts, GroupGraphs groups) {
    this.secrets = secrets;
    this.identities = identities;
    this.mounts = mounts;
    this.groups = groups;
  }

  Alias write(CoreCall call) {
    IdentityRecords records = call.work().identities();
    Optional<String> name = IdentityFields.name(call.fields());
    Optional<String> accessor = IdentityFields.text(call.fields(), IdentityFields.MOUNT_ACCESSOR);
    Optional<String> id = IdentityFields.text(call.fields(), IdentityFields.ID);
    if (id.isEmpty() && (name.isEmpty() || accessor.isEmpty())) {
      throw RefusedException.invalid("'id' or 'mount_accessor' and 'name' must be provided");
    }
    accessor.ifPresent(sent -> checkAccessor(mounts, call.work(), sent));
    if (id.isPresent()) {
      Entity owner =
          records
              .entityOfAlias(id.get())
              .orElseThrow(() -> RefusedException.invalid("invalid alias ID"));
      return change(call, owner, owner.alias(id.get()).orElseThrow(), accessor, name);
    }
    Optional<Entity> owner = records.entityAliased(accessor.get(), name.get());
    Optional<Alias> known = owner.flatMap(entity -> entity.aliasOn(accessor.get()));
    return known.isPresent()
        ? change(call, owner.get(), known.get(), accessor, name)
        : create(call, accessor.get(), name.get());
  }

  /** Refuses an accessor that belongs to no auth method. */
  static void checkAccessor(MountTables mounts, UnitOfWork work, String accessor) {
    if (mounts.of(work).withAccessor(accessor).filter(m -> m.path().isAuth()).isEmpty()) {
      throw RefusedException.invalid("invalid mount accessor " + Quoted.of(accessor));
    }
  }

  private static Optional<Entity> requested(CoreCall call) {
    return IdentityFields.text(call.fields(), IdentityFields.CANONICAL_ID)
        .map(
            id ->
                call.work()
                    .identities()
                    .entity(id)
                    .orElseThrow(() -> RefusedException.invalid("invalid canonical ID")));
  }

  private Alias create(CoreCall call, String accessor, String name) {
    Entity owner = requested(call).orElseGet(() -> identities.fresh(call));
    if (owner.aliasOn(accessor).isPresent()) {
      throw RefusedException.invalid(CLASH);
    }
    Map<String, String> custom =
        IdentityFields.metadata(call.fields(), IdentityFields.CUSTOM_METADATA, Map.of());
    Alias alias =
        new Alias(secrets.uuid(), accessor, name, owner.id(), Map.of(), call.now())
            .changed(accessor, name, custom, call.now());
    call.work().identities().put(owner.with(alias, call.now()).kept());
    return alias;
  }

  private Alias change(
      CoreCall call, Entity owner, Alias alias, Optional<String> accessor, Optional<String> name) {
    IdentityRecords records = call.work().identities();
    String newAccessor = accessor.orElse(alias.mountAccessor());
    String newName = name.orElse(alias.name());
    Entity target = requested(call).orElse(owner);
    checkFree(records, target, alias, newAccessor, newName);
    Alias changed =
        alias
            .changed(
                newAccessor,
                newName,
                IdentityFields.metadata(
                    call.fields(), IdentityFields.CUSTOM_METADATA, alias.metadata().custom()),
                call.now())
            .of(target.id(), call.now());
    boolean sameName = newAccessor.equals(alias.mountAccessor()) && newName.equals(alias.name());
    if (!target.id().equals(owner.id())) {
      records.put(groups.without(call.work(), owner, alias, call.now()).kept());
    } else if (!sameName) {
      target = groups.without(call.work(), owner, alias, call.now());
    }
    records.put(target.with(changed, call.now()).kept());
    return changed;
  }

  private static void checkFree(
      IdentityRecords records, Entity target, Alias alias, String accessor, String name) {
    if (target.aliasOn(accessor).filter(other -> !other.id().equals(alias.id())).isPresent()) {
      throw RefusedException.invalid(CLASH);
    }
    boolean taken =
        records
            .entityAliased(accessor, name)
            .flatMap(entity -> entity.aliasOn(accessor))
            .filter(other -> !other.id().equals(alias.id()))
            .isPresent();
    if (taken) {
      throw RefusedException.invalid("alias with combination of mount accessor and name exists");
    }
  }
}
