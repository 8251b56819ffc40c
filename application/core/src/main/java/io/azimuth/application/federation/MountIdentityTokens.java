package io.azimuth.application.federation;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.federation.IssuerAddress;
import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.federation.SigningKeyRing;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.federation.FederatedSubject;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.federation.IdentityTokenRequest;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs tokens that state which mount presents them. */
@Singleton
public final class MountIdentityTokens implements PluginIdentityTokens, FederatedSubjects {

  private static final Logger LOG = LoggerFactory.getLogger(MountIdentityTokens.class);

  /** How long a token is valid unless the caller asks for another time. */
  static final Duration DEFAULT_TTL = Duration.ofHours(1);

  private static final String NAMESPACE = "root";
  private static final int ATTEMPTS = 5;

  private final Store store;
  private final MountTables tables;
  private final IssuerAddresses issuers;
  private final SigningKeyRotation rotation;
  private final TokenSigner signer;
  private final IssuerOrigin origin;
  private final Clock clock;

  @Inject
  MountIdentityTokens(
      Store store,
      MountTables tables,
      IssuerAddresses issuers,
      SigningKeyRotation rotation,
      TokenSigner signer,
      IssuerOrigin origin,
      Clock clock) {
    this.store = store;
    this.tables = tables;
    this.issuers = issuers;
    this.rotation = rotation;
    this.signer = signer;
    this.origin = origin;
    this.clock = clock;
  }

  @Override
  public SecretText issue(IdentityTokenRequest request) {
    Bearer bearer = bearer(request.mountUuid());
    NamedSigningKey key = rotation.ready(keyName(bearer.mount()));
    if (!key.settings().allows(request.audience())) {
      throw unusable(
          "signing key "
              + key.name()
              + " does not allow the audience "
              + Quoted.of(request.audience())
              + ": add it to allowed_client_ids of identity/oidc/key/"
              + key.name());
    }
    SigningKeyRing ring = key.ring().orElseThrow();
    Instant now = clock.instant();
    Duration life = shorter(wanted(request), ring.lifeLeft(key.settings(), now));
    return signer.sign(ring.current(), claims(bearer, request.audience(), now, life));
  }

  @Override
  public Optional<FederatedSubject> of(String mountUuid) {
    UnitOfWork work = store.begin();
    return mount(work, mountUuid)
        .flatMap(
            mount ->
                issuers
                    .inForce(work)
                    .map(
                        issuer ->
                            new FederatedSubject(
                                issuer.plugins(), subjectOf(mount), issuer.concerns())));
  }

  // Mounts may change meanwhile; everything that is read here is of one epoch.
  private Bearer bearer(String mountUuid) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        UnitOfWork work = store.begin();
        Mount mount = mount(work, mountUuid).orElseThrow(() -> unusable("the mount is gone"));
        IssuerAddress issuer =
            issuers
                .inForce(work)
                .orElseThrow(
                    () ->
                        unusable(
                            "the server has no issuer: set api_addr in its configuration or issuer"
                                + " in identity/oidc/config"));
        return new Bearer(mount, issuer);
      } catch (StaleReadException e) {
        LOG.debug("read again, a change came in between");
      }
    }
    throw new ServiceException(ErrorCode.STORE_BUSY, "the mounts change all the time");
  }

  private Optional<Mount> mount(UnitOfWork work, String uuid) {
    return tables.of(work).mounts().stream().filter(mount -> mount.uuid().equals(uuid)).findFirst();
  }

  private static SigningKeyName keyName(Mount mount) {
    return SigningKeyName.ofMount(mount.settings().identityTokenKey())
        .orElseThrow(() -> unusable("the mount names no signing key"));
  }

  private Value.Obj claims(Bearer bearer, String audience, Instant now, Duration life) {
    long issued = now.getEpochSecond();
    return Value.Obj.builder()
        .put("iss", bearer.issuer().plugins())
        .put("sub", subjectOf(bearer.mount()))
        .put("aud", audience)
        .put("iat", issued)
        .put("nbf", issued)
        .put("exp", issued + life.toSeconds())
        .put("vaultproject.io", about(bearer.mount()))
        .build();
  }

  private Value.Obj about(Mount mount) {
    return Value.Obj.builder()
        .put("namespace_id", NAMESPACE)
        .put("namespace_path", "")
        .put("class", kind(mount))
        .put("plugin", mount.type())
        .put("version", origin.version())
        .put("path", mount.path().text())
        .put("accessor", mount.accessor())
        .put("local", false)
        .build();
  }

  private static String subjectOf(Mount mount) {
    return "plugin-identity:" + NAMESPACE + ":" + kind(mount) + ":" + mount.accessor();
  }

  private static String kind(Mount mount) {
    return mount.path().isAuth() ? "auth" : "secret";
  }

  private static Duration wanted(IdentityTokenRequest request) {
    return request.ttl().isZero() ? DEFAULT_TTL : request.ttl();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.IDENTITY_TOKEN_UNUSABLE, detail);
  }

  /** The mount that presents a token, and the issuer that vouches for it. */
  private record Bearer(Mount mount, IssuerAddress issuer) {}
}
