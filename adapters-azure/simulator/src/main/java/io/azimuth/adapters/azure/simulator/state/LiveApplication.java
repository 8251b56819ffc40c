package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.SeededApplication;
import io.azimuth.adapters.azure.simulator.fleet.SeededRegistration;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An application object as it is now.
 *
 * @param name the application's name in the fleet
 * @param tenantId where it is registered
 * @param objectId by which Graph names it
 * @param clientId the application id
 * @param passwords its client secrets
 * @param owners object ids of its owners
 * @param certificates whose keys may sign its assertions
 * @param principalId the object id of its service principal
 */
public record LiveApplication(
    String name,
    String tenantId,
    String objectId,
    String clientId,
    List<AppPassword> passwords,
    Set<String> owners,
    List<AppCertificate> certificates,
    String principalId) {

  public LiveApplication {
    passwords = List.copyOf(passwords);
    owners = Set.copyOf(owners);
    certificates = List.copyOf(certificates);
  }

  static LiveApplication of(SeededApplication seeded, Instant start) {
    SeededRegistration registration = seeded.registration();
    return new LiveApplication(
        seeded.name(),
        seeded.tenantId(),
        registration.objectId(),
        seeded.clientId(),
        registration.passwords().stream().map(it -> AppPassword.of(it, start)).toList(),
        Set.copyOf(registration.owners()),
        registration.certificates().stream().map(AppCertificate::of).toList(),
        seeded.principalId());
  }

  public LiveApplication with(AppPassword password) {
    List<AppPassword> more = new ArrayList<>(passwords);
    more.add(password);
    return having(more, owners, certificates);
  }

  LiveApplication without(AppPassword password) {
    List<AppPassword> rest = passwords.stream().filter(Predicate.not(password::equals)).toList();
    return having(rest, owners, certificates);
  }

  public LiveApplication owned(String principal, boolean owner) {
    Set<String> others = new HashSet<>(owners);
    if (owner) {
      others.add(principal);
    } else {
      others.remove(principal);
    }
    return having(passwords, others, certificates);
  }

  public LiveApplication with(X509Certificate certificate) {
    return with(AppCertificate.of(certificate));
  }

  LiveApplication with(AppCertificate certificate) {
    List<AppCertificate> more = new ArrayList<>(certificates);
    more.add(certificate);
    return having(passwords, owners, more);
  }

  LiveApplication without(AppCertificate certificate) {
    return having(
        passwords,
        owners,
        certificates.stream().filter(Predicate.not(certificate::equals)).toList());
  }

  /** Another object for the same application id, as no tenant should have it. */
  public LiveApplication duplicate(String otherObjectId) {
    return new LiveApplication(
        name, tenantId, otherObjectId, clientId, List.of(), owners, List.of(), principalId);
  }

  Optional<AppPassword> password(String keyId) {
    return passwords.stream().filter(it -> it.keyId().equals(keyId)).findFirst();
  }

  Optional<AppCertificate> certificate(String keyId) {
    return certificates.stream().filter(it -> it.keyId().equals(keyId)).findFirst();
  }

  private LiveApplication having(
      List<AppPassword> otherPasswords,
      Set<String> otherOwners,
      List<AppCertificate> otherCertificates) {
    return new LiveApplication(
        name,
        tenantId,
        objectId,
        clientId,
        otherPasswords,
        otherOwners,
        otherCertificates,
        principalId);
  }
}
