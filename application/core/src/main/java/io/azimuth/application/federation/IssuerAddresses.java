package io.azimuth.application.federation;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.federation.IssuerAddress;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The issuer address of this server: the configured one, otherwise its API address. */
@Singleton
final class IssuerAddresses {

  private static final String PATH = "oidc/config";
  private static final String ISSUER = "issuer";

  private final IdentityMount identity;
  private final Optional<IssuerAddress> own;
  private final EpochCache<String, Optional<IssuerAddress>> cache = new EpochCache<>();

  @Inject
  IssuerAddresses(IdentityMount identity, IssuerOrigin origin) {
    this.identity = identity;
    this.own = origin.apiAddress().map(IssuerAddress::ofServer);
  }

  public Optional<IssuerAddress> configured(UnitOfWork work) {
    return cache.get(work, "", () -> stored(work));
  }

  /** The address in force; empty when neither an issuer nor {@code api_addr} is configured. */
  public Optional<IssuerAddress> inForce(UnitOfWork work) {
    return configured(work).or(() -> own);
  }

  /** Stages another issuer address; empty means {@code api_addr} again. */
  public void set(UnitOfWork work, Optional<IssuerAddress> issuer) {
    String text = issuer.map(IssuerAddress::base).orElse("");
    identity.storage(work).put(PATH, Value.Obj.builder().put(ISSUER, text).build());
    work.beginEpoch();
  }

  /** The address that is in force once this configuration is. */
  public Optional<IssuerAddress> inForceWith(Optional<IssuerAddress> configured) {
    return configured.or(() -> own);
  }

  private Optional<IssuerAddress> stored(UnitOfWork work) {
    return identity
        .storage(work)
        .get(PATH)
        .flatMap(stored -> stored.get(ISSUER))
        .map(value -> ((Value.Text) value).text())
        .filter(text -> !text.isEmpty())
        .map(IssuerAddress::new);
  }
}
