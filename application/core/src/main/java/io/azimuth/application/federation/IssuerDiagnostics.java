package io.azimuth.application.federation;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.federation.IssuerAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs, once for each issuer in use, what keeps Entra from fetching its keys. */
@Singleton
final class IssuerDiagnostics {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerDiagnostics.class);

  private final IssuerAddresses issuers;
  private final SigningKeys keys;
  private Optional<IssuerAddress> reported = Optional.empty();

  @Inject
  IssuerDiagnostics(IssuerAddresses issuers, SigningKeys keys) {
    this.issuers = issuers;
    this.keys = keys;
  }

  /** Logs the concerns about the issuer in force; does nothing on a server that signs nothing. */
  synchronized void logConcerns(UnitOfWork work) {
    boolean used =
        issuers.configured(work).isPresent()
            || keys.all(work).stream().anyMatch(key -> key.ring().isPresent());
    Optional<IssuerAddress> inForce = issuers.inForce(work);
    if (!used || inForce.equals(reported)) {
      return;
    }
    reported = inForce;
    inForce.ifPresent(
        issuer ->
            issuer
                .concerns()
                .forEach(
                    concern ->
                        LOG.warn("workload identity issuer {}: {}", issuer.plugins(), concern)));
  }
}
