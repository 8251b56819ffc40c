package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.federation.AcceptedAssertion;
import io.azimuth.adapters.azure.simulator.federation.ClientCertificates;
import io.azimuth.adapters.azure.simulator.federation.IssuerCaching;
import io.azimuth.adapters.azure.simulator.federation.IssuerState;
import io.azimuth.adapters.azure.simulator.federation.IssuerTrust;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import io.azimuth.adapters.azure.simulator.state.LiveApplications;
import io.azimuth.adapters.azure.simulator.state.LiveFederatedCredentials;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Steers federated credentials, whose issuers the token endpoint asks for their keys over the
 * network, and client certificates. An application or a user-assigned identity is named by its name
 * in the fleet or by its client id; methods throw {@link IllegalArgumentException} when there is
 * none. Thread-safe.
 */
public final class SimulatedFederation {

  private final ClientNames names;
  private final LiveFederatedCredentials registry;
  private final LiveApplications apps;
  private final ClientCertificates certificates;
  private final IssuerState issuers;

  public SimulatedFederation(
      ClientNames names,
      LiveFederatedCredentials registry,
      LiveApplications apps,
      ClientCertificates certificates,
      IssuerState issuers) {
    this.certificates = certificates;
    this.names = names;
    this.registry = registry;
    this.apps = apps;
    this.issuers = issuers;
  }

  /**
   * Gives it a federated credential.
   *
   * @throws IllegalArgumentException when its name, or its issuer with its subject, is taken, or
   *     there are 20
   */
  public void register(String client, FederatedCredential credential) {
    LiveFederatedCredentials.Outcome outcome = registry.add(names.clientId(client), credential);
    if (outcome != LiveFederatedCredentials.Outcome.ADDED) {
      throw new IllegalArgumentException("the credential cannot be added: " + outcome);
    }
  }

  /** Takes the credential of that name away; whether there was one. */
  public boolean unregister(String client, String credentialName) {
    return registry.remove(names.clientId(client), credentialName);
  }

  /** The federated credentials that it has now. */
  public List<FederatedCredential> credentials(String client) {
    return registry.of(names.clientId(client));
  }

  /** Registers a certificate on an application: its key may sign assertions from now on. */
  public void registerCertificate(String application, X509Certificate certificate) {
    apps.change(apps.named(application).objectId(), it -> it.with(certificate));
  }

  /**
   * Judges the times of assertions that a certificate's key signed by that clock. Stays over a
   * reset.
   */
  public void assertionsSignedBy(Clock signers) {
    certificates.signedBy(signers);
  }

  /**
   * The only authorities that issuers' certificates may come from; until then it is what this Java
   * trusts. Stays over a reset.
   *
   * @param pem one or more certificates
   * @throws IllegalArgumentException when it holds none
   */
  public void trustIssuers(String pem) {
    issuers.http().trust(IssuerTrust.only(pem));
  }

  /** How long fetched keys are kept. */
  public void caching(IssuerCaching caching) {
    issuers.keys().caching(caching);
  }

  /** Forgets all fetched keys. */
  public void forgetKeys() {
    issuers.keys().forget();
  }

  /** How often an issuer was asked for document and keys since the start or the last reset. */
  public long issuerFetches() {
    return issuers.keys().fetches();
  }

  /** How many assertions of issuers were accepted since the start or the last reset. */
  public long acceptedAssertions() {
    return issuers.log().count();
  }

  /** The last assertion of an issuer that was accepted. */
  public Optional<AcceptedAssertion> lastAccepted() {
    return issuers.log().last();
  }

  /** As it was at the start, but for the trusted authorities. */
  void restore() {
    registry.restore();
    issuers.restore();
  }
}
