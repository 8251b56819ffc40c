package io.azimuth.application.federation;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The signing keys in the store. {@code default} exists without being created. */
@Singleton
public final class SigningKeys {

  private static final String PREFIX = "oidc/key/";

  private final IdentityMount identity;
  private final EpochCache<String, List<NamedSigningKey>> cache = new EpochCache<>();

  @Inject
  SigningKeys(IdentityMount identity) {
    this.identity = identity;
  }

  /** All stored keys, in order of their name. */
  public List<NamedSigningKey> all(UnitOfWork work) {
    return cache.get(work, "", () -> load(work));
  }

  /** The key of that name; {@code default} is always found. */
  public Optional<NamedSigningKey> find(UnitOfWork work, SigningKeyName name) {
    return orDefault(name, all(work).stream().filter(key -> key.name().equals(name)).findFirst());
  }

  /** The same, read again, so that it becomes a precondition of a write. */
  public Optional<NamedSigningKey> findStored(UnitOfWork work, SigningKeyName name) {
    return orDefault(name, stored(work, name));
  }

  /** The key that the setting of a mount names; an empty setting means the default. */
  public Optional<NamedSigningKey> ofMount(UnitOfWork work, String setting) {
    return SigningKeyName.ofMount(setting).flatMap(name -> find(work, name));
  }

  /** Refuses a mount setting that names no existing key, or one whose tokens Entra refuses. */
  public void requireForMount(UnitOfWork work, String setting) {
    NamedSigningKey key = ofMount(work, setting).orElseThrow(() -> notFound(setting));
    if (!key.settings().isForEntra()) {
      throw RefusedException.invalid(
          "identity_token_key "
              + Quoted.of(setting)
              + " signs with "
              + key.settings().algorithm().jwsName()
              + ", and Entra accepts identity tokens that are signed with RS256 only");
    }
  }

  /** The refusal of a name that no key has. */
  public static RefusedException notFound(String name) {
    return RefusedException.invalid("no named key found at " + Quoted.of(name));
  }

  /** Stages a key, new or changed. */
  public void put(UnitOfWork work, NamedSigningKey key) {
    identity.storage(work).put(PREFIX + key.name().value(), SigningKeyCodec.encode(key));
    work.beginEpoch();
  }

  /** Stages the removal of a key; the tokens that it signed cannot be verified any more. */
  public void delete(UnitOfWork work, SigningKeyName name) {
    identity.storage(work).delete(PREFIX + name.value());
    work.beginEpoch();
  }

  private List<NamedSigningKey> load(UnitOfWork work) {
    return identity.storage(work).list(PREFIX).stream()
        .flatMap(name -> SigningKeyName.parse(name).stream())
        .flatMap(name -> stored(work, name).stream())
        .toList();
  }

  private Optional<NamedSigningKey> stored(UnitOfWork work, SigningKeyName name) {
    return identity
        .storage(work)
        .get(PREFIX + name.value())
        .map(record -> SigningKeyCodec.decode(name, record));
  }

  private static Optional<NamedSigningKey> orDefault(
      SigningKeyName name, Optional<NamedSigningKey> found) {
    return found.isEmpty() && name.equals(SigningKeyName.DEFAULT)
        ? Optional.of(NamedSigningKey.DEFAULT)
        : found;
  }
}
