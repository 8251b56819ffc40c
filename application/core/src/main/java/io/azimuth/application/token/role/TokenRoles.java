package io.azimuth.application.token.role;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.token.role.TokenRole;
import io.azimuth.domain.token.role.TokenRoleBuilder;
import io.azimuth.domain.token.role.TokenRoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stored token roles. Each is read once an epoch. */
@Singleton
public final class TokenRoles {

  private static final String PREFIX = "role/";

  private final EpochCache<String, Optional<TokenRole>> cache = new EpochCache<>();

  @Inject
  TokenRoles() {}

  /** The role of that name, if it exists. */
  public Optional<TokenRole> find(UnitOfWork work, String mountUuid, TokenRoleName name) {
    return cache.get(work, mountUuid + "/" + name.value(), () -> findStored(work, mountUuid, name));
  }

  /** The same, read again, so that it becomes a precondition of a write. */
  Optional<TokenRole> findStored(UnitOfWork work, String mountUuid, TokenRoleName name) {
    return work.storage(mountUuid).get(PREFIX + name.value()).map(stored -> decode(name, stored));
  }

  List<String> names(UnitOfWork work, String mountUuid) {
    return work.storage(mountUuid).list(PREFIX);
  }

  void put(UnitOfWork work, String mountUuid, TokenRole role) {
    work.storage(mountUuid).put(PREFIX + role.name().value(), TokenRoleFields.stored(role));
    work.beginEpoch();
  }

  void delete(UnitOfWork work, String mountUuid, TokenRoleName name) {
    work.storage(mountUuid).delete(PREFIX + name.value());
    work.beginEpoch();
  }

  private static TokenRole decode(TokenRoleName name, Value.Obj stored) {
    TokenRoleBuilder role = TokenRole.builder(name);
    TokenRoleFields.apply(Fields.of(TokenRoleFields.ALL, stored, Map.of()), role);
    return role.build();
  }
}
