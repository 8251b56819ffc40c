package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.secret.SecretText;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The application object of an app registration.
 *
 * @param objectId its id, by which Graph names it; not that of the service principal
 * @param passwords its client secrets
 * @param owners object ids of the principals that own it
 * @param certificates whose keys may sign assertions in place of a secret
 */
public record SeededRegistration(
    String objectId,
    List<SeededPassword> passwords,
    List<String> owners,
    List<FederatedCredential> federated,
    List<X509Certificate> certificates) {

  public SeededRegistration {
    Guids.require(objectId, "object id");
    passwords = List.copyOf(passwords);
    owners = List.copyOf(owners);
    federated = List.copyOf(federated);
    certificates = List.copyOf(certificates);
    owners.forEach(it -> Guids.require(it, "owner's object id"));
  }

  /** One without federated credentials and certificates. */
  public SeededRegistration(String objectId, List<SeededPassword> passwords, List<String> owners) {
    this(objectId, passwords, owners, List.of(), List.of());
  }

  /** A registration without an owner; the secret is its only password. */
  static SeededRegistration of(String clientId, Optional<SecretText> secret) {
    String key = Guids.named("first password of " + clientId);
    return new SeededRegistration(
        Guids.named("application object of " + clientId),
        secret.map(it -> SeededPassword.of(key, "by hand", it)).stream().toList(),
        List.of());
  }

  public SeededRegistration with(SeededPassword password) {
    List<SeededPassword> more = new ArrayList<>(passwords);
    more.add(password);
    return new SeededRegistration(objectId, more, owners, federated, certificates);
  }

  /** The same with one more owner. */
  public SeededRegistration ownedBy(String principalId) {
    List<String> more = new ArrayList<>(owners);
    more.add(principalId);
    return new SeededRegistration(objectId, passwords, more, federated, certificates);
  }

  public SeededRegistration with(FederatedCredential credential) {
    List<FederatedCredential> more = new ArrayList<>(federated);
    more.add(credential);
    return new SeededRegistration(objectId, passwords, owners, more, certificates);
  }

  public SeededRegistration with(X509Certificate certificate) {
    List<X509Certificate> more = new ArrayList<>(certificates);
    more.add(certificate);
    return new SeededRegistration(objectId, passwords, owners, federated, more);
  }
}
