package io.azimuth.adapters.azure.simulator.credential;

import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The certificates that the metadata service issued. A reset keeps them. */
public final class MachineCertificates {

  /** The most that are remembered; the oldest is forgotten first. */
  private static final int MAX = 4096;

  private static final Duration LIFE = Duration.ofDays(7);
  private static final Duration BACK_DATED = Duration.ofMinutes(5);

  private final CredentialAuthority authority;
  private final Clock clock;
  private final Map<X509Certificate, MachineCertificate> issued = new LinkedHashMap<>();

  public MachineCertificates(Clock clock, SecureRandom random) {
    this.authority = CredentialAuthority.fresh(random);
    this.clock = clock;
  }

  /**
   * A certificate for the key of a request; it lives for seven days by the simulator's clock.
   *
   * @param attestation what is wrong with the attestation that came with the request
   */
  public MachineCertificate issue(
      SeededMachine machine,
      SeededIdentity identity,
      SigningRequest request,
      Optional<AssertionProblem> attestation) {
    Instant now = clock.instant();
    X509Certificate certificate =
        authority.certify(request.subject(), request.key(), now.minus(BACK_DATED), now.plus(LIFE));
    MachineCertificate made = MachineCertificate.of(certificate, machine, identity, attestation);
    remember(made);
    return made;
  }

  private synchronized void remember(MachineCertificate made) {
    issued.put(made.certificate(), made);
    if (issued.size() > MAX) {
      issued.remove(issued.keySet().iterator().next());
    }
  }

  /** What is known of a certificate; empty when it is not from here. */
  public synchronized Optional<MachineCertificate> find(X509Certificate shown) {
    return Optional.ofNullable(issued.get(shown));
  }
}
