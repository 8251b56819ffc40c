package io.azimuth.adapters.azure.simulator;

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
 */
record AppRegistration(
    String name,
    String tenantId,
    String objectId,
    String clientId,
    List<AppPassword> passwords,
    Set<String> owners,
    List<X509Certificate> certificates) {

  AppRegistration {
    passwords = List.copyOf(passwords);
    owners = Set.copyOf(owners);
    certificates = List.copyOf(certificates);
  }

  static AppRegistration of(SeededApplication seeded, Instant start) {
    SeededRegistration registration = seeded.registration();
    return new AppRegistration(
        seeded.name(),
        seeded.tenantId(),
        registration.objectId(),
        seeded.clientId(),
        registration.passwords().stream().map(it -> AppPassword.of(it, start)).toList(),
        Set.copyOf(registration.owners()),
        registration.certificates());
  }

  AppRegistration with(AppPassword password) {
    List<AppPassword> more = new ArrayList<>(passwords);
    more.add(password);
    return new AppRegistration(name, tenantId, objectId, clientId, more, owners, certificates);
  }

  AppRegistration without(AppPassword password) {
    List<AppPassword> rest = passwords.stream().filter(Predicate.not(password::equals)).toList();
    return new AppRegistration(name, tenantId, objectId, clientId, rest, owners, certificates);
  }

  AppRegistration owned(String principalId, boolean owner) {
    Set<String> others = new HashSet<>(owners);
    if (owner) {
      others.add(principalId);
    } else {
      others.remove(principalId);
    }
    return new AppRegistration(name, tenantId, objectId, clientId, passwords, others, certificates);
  }

  AppRegistration with(X509Certificate certificate) {
    List<X509Certificate> more = new ArrayList<>(certificates);
    more.add(certificate);
    return new AppRegistration(name, tenantId, objectId, clientId, passwords, owners, more);
  }

  /** Another object for the same application id, as no tenant should have it. */
  AppRegistration duplicate(String otherObjectId) {
    return new AppRegistration(
        name, tenantId, otherObjectId, clientId, List.of(), owners, List.of());
  }

  Optional<AppPassword> password(String keyId) {
    return passwords.stream().filter(it -> it.keyId().equals(keyId)).findFirst();
  }
}
