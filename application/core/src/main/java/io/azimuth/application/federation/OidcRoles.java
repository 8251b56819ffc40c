package io.azimuth.application.federation;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The roles in the store. A name has the shape of a key's name. */
@Singleton
final class OidcRoles {

  /** The most roles: a request for the public keys makes the server read all roles. */
  static final int MAX_ROLES = 2_000;

  private static final String PREFIX = "oidc/role/";
  private static final String KEY = "key";
  private static final String TEMPLATE = "template";
  private static final String TTL = "ttl";
  private static final String CLIENT_ID = "client_id";

  private final IdentityMount identity;
  private final EpochCache<String, List<OidcRole>> cache = new EpochCache<>();

  @Inject
  OidcRoles(IdentityMount identity) {
    this.identity = identity;
  }

  /** All roles, in order of their name. */
  public List<OidcRole> all(UnitOfWork work) {
    return cache.get(work, "", () -> load(work));
  }

  /** The role of that name, read again, so that it becomes a precondition of a write. */
  public Optional<OidcRole> findStored(UnitOfWork work, String name) {
    return SigningKeyName.parse(name).flatMap(shape -> stored(work, shape.value()));
  }

  public List<OidcRole> ofKey(UnitOfWork work, SigningKeyName key) {
    return all(work).stream().filter(role -> role.key().equals(key)).toList();
  }

  /**
   * Stages a role, new or changed.
   *
   * @throws RefusedException when there are too many
   */
  public void put(UnitOfWork work, OidcRole role) {
    if (all(work).size() >= MAX_ROLES && findStored(work, role.name()).isEmpty()) {
      throw RefusedException.invalid("there are " + MAX_ROLES + " roles already; delete some");
    }
    identity
        .storage(work)
        .put(
            PREFIX + role.name(),
            Value.Obj.builder()
                .put(KEY, role.key().value())
                .put(TEMPLATE, role.template())
                .put(TTL, role.ttl().toSeconds())
                .put(CLIENT_ID, role.clientId())
                .build());
    work.beginEpoch();
  }

  /** Stages the removal of a role. */
  public void delete(UnitOfWork work, String name) {
    identity.storage(work).delete(PREFIX + name);
    work.beginEpoch();
  }

  private List<OidcRole> load(UnitOfWork work) {
    return identity.storage(work).list(PREFIX).stream()
        .flatMap(name -> stored(work, name).stream())
        .toList();
  }

  private Optional<OidcRole> stored(UnitOfWork work, String name) {
    return identity.storage(work).get(PREFIX + name).map(record -> decode(name, record));
  }

  private static OidcRole decode(String name, Value.Obj record) {
    try {
      return new OidcRole(
          name,
          new SigningKeyName(text(record, KEY)),
          text(record, TEMPLATE),
          Duration.ofSeconds(Long.parseLong(((Value.Num) member(record, TTL)).literal())),
          text(record, CLIENT_ID));
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new ServiceException(
          ErrorCode.RECORD_UNREADABLE, "the record of oidc role " + name + " is damaged", e);
    }
  }

  private static String text(Value.Obj record, String name) {
    return ((Value.Text) member(record, name)).text();
  }

  private static Value member(Value.Obj record, String name) {
    return record.get(name).orElseThrow(() -> new IllegalArgumentException(name));
  }
}
