package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.RoleId;
import io.azimuth.domain.mount.MountHash;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.StoredRoles;
import io.azimuth.spi.storage.MountHashes;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Optional;

/** The stored roles of approle mounts, and the index of their ids. */
final class AppRoleStore extends StoredRoles<AppRole> {

  private static final String IDS = "role-id/";
  private static final String SCOPE = "role-id";
  private static final String NAME = "name";

  private final MountHashes hashes;
  private final SecretGenerator secrets;

  AppRoleStore(MountHashes hashes, SecretGenerator secrets) {
    this.hashes = hashes;
    this.secrets = secrets;
  }

  @Override
  protected Value.Obj encode(AppRole role) {
    return AppRoleCodec.encode(role);
  }

  @Override
  protected AppRole decode(RoleName name, Value.Obj stored) {
    return AppRoleCodec.decode(name, stored);
  }

  Optional<AppRole> withId(MountTransaction work, MountHash hash, String roleId) {
    return nameOf(work, hash, roleId).flatMap(name -> find(work, name));
  }

  /** An id that no role has. */
  String newRoleId() {
    return secrets.uuid();
  }

  /** A key that no role has. */
  String newKey() {
    return secrets.uuid();
  }

  /**
   * Stages the role in the place of what was stored.
   *
   * @throws RefusedException when another role has its id
   */
  void replace(MountTransaction work, Optional<AppRole> before, AppRole role) {
    MountHash hash = hashes.findOrMake(work);
    if (nameOf(work, hash, role.roleId().value())
        .filter(name -> !name.equals(role.name()))
        .isPresent()) {
      throw RefusedException.invalid("role_id already in use");
    }
    before
        .map(AppRole::roleId)
        .filter(old -> !old.equals(role.roleId()))
        .ifPresent(old -> work.storage().delete(path(hash, old.value())));
    work.storage().put(path(hash, role.roleId().value()), named(role.name()));
    put(work, role);
  }

  /** Stages the removal of the role and its id. */
  void remove(MountTransaction work, AppRole role) {
    RoleId id = role.roleId();
    work.storage().delete(path(hashes.findOrMake(work), id.value()));
    delete(work, role.name());
  }

  private static Optional<RoleName> nameOf(MountTransaction work, MountHash hash, String roleId) {
    return work.storage()
        .get(path(hash, roleId))
        .flatMap(stored -> stored.get(NAME))
        .filter(Value.Text.class::isInstance)
        .flatMap(name -> RoleName.parse(((Value.Text) name).text()));
  }

  private static String path(MountHash hash, String roleId) {
    return IDS + hash.of(SCOPE, roleId);
  }

  private static Value.Obj named(RoleName name) {
    return Value.Obj.builder().put(NAME, name.value()).build();
  }
}
