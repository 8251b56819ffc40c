package io.azimuth.azure.rotation;

import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.CredentialRotator.Purpose;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The passwords or the certificates of an application in Azure, with one credential that may change
 * them. Each call blocks.
 *
 * @param rotator the rotator of the cloud; empty when the cloud is gone, and then no call is
 *     answered
 */
record ApplicationPasswords(
    Optional<CredentialRotator> rotator,
    DirectoryAccess access,
    String clientId,
    RotatedKind kind) {

  private static final Duration CALL = Duration.ofSeconds(20);
  private static final Duration SIGN_IN = Duration.ofSeconds(10);

  AzureAnswer<RegisteredApplication> find() {
    return ask(it -> it.find(access, clientId, CALL));
  }

  AzureAnswer<AddedPassword> add(String objectId, String displayName, Instant expires) {
    return ask(
        it ->
            isCertificate()
                ? it.addCertificate(access, objectId, displayName, expires, CALL)
                : it.add(access, objectId, displayName, expires, CALL));
  }

  AzureAnswer<Boolean> remove(String objectId, String keyId) {
    return ask(
        it ->
            isCertificate()
                ? it.removeCertificate(access, objectId, keyId, CALL)
                : it.remove(access, objectId, keyId, CALL));
  }

  /** Removes the credential that a rotation added; done with false when it is not there. */
  AzureAnswer<Boolean> removeAdded(Rotation rotation) {
    return find()
        .then(
            application ->
                rotation
                    .addedAmong(application.credentials(kind))
                    .map(added -> remove(application.objectId(), added.keyId()).map(it -> true))
                    .orElseGet(() -> new AzureAnswer.Done<>(false)));
  }

  /** Signs in with the credential. */
  AzureAnswer<Instant> prove() {
    return ask(it -> it.prove(access, Purpose.RESOURCE_MANAGER, SIGN_IN));
  }

  private boolean isCertificate() {
    return kind == RotatedKind.CERTIFICATE;
  }

  private <T> AzureAnswer<T> ask(Function<CredentialRotator, AzureAnswer<T>> call) {
    return rotator
        .map(call)
        .orElseGet(() -> new AzureAnswer.Unavailable<>("the cloud is gone", Duration.ZERO));
  }
}
