package io.azimuth.spi.role;

import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.storage.EpochCache;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;

/**
 * The stored roles of the mounts of an auth method, at {@code role/} below each mount. Each is read
 * once per epoch. Safe for use by many threads, if the two methods of the subclass are.
 *
 * @param <R> the type of the roles
 */
public abstract class StoredRoles<R extends AuthRole> {

  private static final String PREFIX = "role/";

  private final EpochCache<String, Optional<R>> cache = new EpochCache<>();

  /** A store that has read nothing yet. */
  protected StoredRoles() {}

  /** The role of that name as it is stored. */
  protected abstract Value.Obj encode(R role);

  /** The role of that name from what was stored. */
  protected abstract R decode(RoleName name, Value.Obj stored);

  /** The role of that name; empty when there is none. */
  public final Optional<R> find(MountTransaction work, RoleName name) {
    return cache.get(work, work.mountUuid() + "/" + name.value(), () -> findStored(work, name));
  }

  /**
   * The role that a caller names; empty when there is none.
   *
   * @param sent external text, which may be no name at all
   */
  public final Optional<R> named(MountTransaction work, String sent) {
    return RoleName.parse(sent).flatMap(name -> find(work, name));
  }

  /** Like {@link #find}, but read from the store, so that it becomes a precondition of a write. */
  public final Optional<R> findStored(MountTransaction work, RoleName name) {
    return work.storage().get(PREFIX + name.value()).map(stored -> decode(name, stored));
  }

  /**
   * The role under which a token was given, as it is now, for a renewal.
   *
   * @throws RefusedException when it does not exist any more
   * @see TokenGrant#underRole
   */
  public final R roleOf(MountTransaction work, Token token) {
    String name = token.origin().internal().getOrDefault(TokenGrant.ROLE, "");
    return named(work, name)
        .orElseThrow(
            () -> RefusedException.invalid("role " + name + " does not exist during renewal"));
  }

  /** The names of all roles, in byte order. */
  public final List<String> names(MountTransaction work) {
    return work.storage().list(PREFIX);
  }

  /**
   * The first roles of the mount but this one, for a comparison at a write: not all, so that a
   * write reads a bounded number.
   *
   * @param most how many at most
   */
  public final List<R> others(MountTransaction work, RoleName but, int most) {
    return work.storage().folder(PREFIX, Optional.empty(), most + 1).stream()
        .flatMap(name -> RoleName.parse(name).stream())
        .filter(name -> !name.equals(but))
        .limit(most)
        .flatMap(name -> find(work, name).stream())
        .toList();
  }

  /** Stages the role, new or changed. It applies from the next request on. */
  public final void put(MountTransaction work, R role) {
    work.storage().put(PREFIX + role.name().value(), encode(role));
    work.beginEpoch();
  }

  /** Stages the removal of the role; it is no error if there is none. */
  public final void delete(MountTransaction work, RoleName name) {
    work.storage().delete(PREFIX + name.value());
    work.beginEpoch();
  }
}
