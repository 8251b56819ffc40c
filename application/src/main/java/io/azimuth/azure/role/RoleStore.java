package io.azimuth.azure.role;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.storage.EpochCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stored roles of azure mounts, each read once per epoch. */
public final class RoleStore {

  private static final String PREFIX = "role/";

  private final EpochCache<String, Optional<AzureRole>> cache = new EpochCache<>();

  public RoleStore() {}

  /** The role of that name; empty when there is none. */
  public Optional<AzureRole> find(UnitOfWork work, String mountUuid, RoleName name) {
    return cache.get(work, mountUuid + "/" + name.value(), () -> findStored(work, mountUuid, name));
  }

  /** Like {@link #find}, but read from the store, so that it becomes a precondition of a write. */
  Optional<AzureRole> findStored(UnitOfWork work, String mountUuid, RoleName name) {
    return work.storage(mountUuid).get(PREFIX + name.value()).map(stored -> decode(name, stored));
  }

  List<String> names(UnitOfWork work, String mountUuid) {
    return work.storage(mountUuid).list(PREFIX);
  }

  public void put(UnitOfWork work, String mountUuid, AzureRole role) {
    work.storage(mountUuid).put(PREFIX + role.name().value(), withoutNulls(RoleView.of(role)));
    work.beginEpoch();
  }

  void delete(UnitOfWork work, String mountUuid, RoleName name) {
    work.storage(mountUuid).delete(PREFIX + name.value());
    work.beginEpoch();
  }

  private static AzureRole decode(RoleName name, Value.Obj stored) {
    AzureRoleBuilder role = AzureRole.builder(name);
    RoleUpdate.apply(Fields.of(RoleFields.ALL, stored, Map.of()), role);
    return role.build();
  }

  // A list that was never set is left out, because null would set it.
  private static Value.Obj withoutNulls(Value.Obj view) {
    Map<String, Value> members = new LinkedHashMap<>(view.members());
    members.values().removeIf(Value.Null.class::isInstance);
    return new Value.Obj(members);
  }
}
