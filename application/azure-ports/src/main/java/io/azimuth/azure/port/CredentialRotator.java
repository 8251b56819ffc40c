package io.azimuth.azure.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * The passwords and certificates of an app registration, through Microsoft Graph, each call sent
 * once: no cache, no repetition. Safe for use by many threads. Each blocks at most for the limit
 * and never throws for what Azure does. Where the credential of the access is not accepted, the
 * call is refused and nothing happens.
 */
public interface CredentialRotator {

  /** How many permissions are read at most. */
  int MAX_PERMISSIONS = 256;

  /** Why a rotator refuses that knows passwords only. */
  String NO_CERTIFICATES = "certificates of this cloud cannot be rotated";

  /**
   * The application with that client id.
   *
   * @param clientId a GUID; another text is refused without a call
   * @return refused when there is none or more than one
   */
  AzureAnswer<RegisteredApplication> find(DirectoryAccess access, String clientId, Duration limit);

  /**
   * Adds a password beside those there are. Not to be repeated blindly: after an uncertain answer
   * it may be there, and is found by its name.
   *
   * @param objectId of the application
   * @param displayName unique, chosen by the caller
   * @param expires when it shall expire
   */
  AzureAnswer<AddedPassword> add(
      DirectoryAccess access, String objectId, String displayName, Instant expires, Duration limit);

  /**
   * Removes a password and no other; it is not accepted from then on.
   *
   * @return done with true when it existed, with false when it had been removed already
   */
  AzureAnswer<Boolean> remove(
      DirectoryAccess access, String objectId, String keyId, Duration limit);

  /**
   * Adds a certificate beside those there are, with a key pair that this call makes; proves itself
   * with the certificate of the access, so it needs no permission. Not to be repeated blindly:
   * after an uncertain answer the certificate may be there, and is found by its name or by {@code
   * CN=} and its name; its private key is lost then.
   *
   * @param access signs in with a certificate of the application; refused with another credential
   * @param objectId of the application
   * @param displayName unique, chosen by the caller: letters, digits and hyphens, at most 64
   * @param expires when it shall expire
   * @return the certificate and its private key in PEM
   */
  default AzureAnswer<AddedPassword> addCertificate(
      DirectoryAccess access,
      String objectId,
      String displayName,
      Instant expires,
      Duration limit) {
    return new AzureAnswer.Refused<>(NO_CERTIFICATES);
  }

  /**
   * Removes a certificate and no other; it is not accepted from then on. Proves itself like {@link
   * #addCertificate}.
   *
   * @return done with true when it existed, with false when it had been removed already
   */
  default AzureAnswer<Boolean> removeCertificate(
      DirectoryAccess access, String objectId, String keyId, Duration limit) {
    return new AzureAnswer.Refused<>(NO_CERTIFICATES);
  }

  /**
   * Obtains a new token with the credential of this access, never a cached one.
   *
   * @param purpose the service that the token is for
   * @return done with the moment at which the token expires; refused when the credential is not
   *     accepted
   */
  AzureAnswer<Instant> prove(DirectoryAccess access, Purpose purpose, Duration limit);

  /**
   * The application permissions of Microsoft Graph that the credential of this access has: a new
   * token names them. Tokens of a managed identity are up to a day old, whoever asks.
   *
   * @return done with at most {@link #MAX_PERMISSIONS} names; refused when the credential is not
   *     accepted, or the token cannot be read
   */
  default AzureAnswer<Set<String>> permissions(DirectoryAccess access, Duration limit) {
    return new AzureAnswer.Refused<>("the permissions of this cloud's tokens are not known");
  }

  /** The service that a token is for. */
  enum Purpose {
    /** Azure Resource Manager. */
    RESOURCE_MANAGER,
    /** Microsoft Graph. */
    GRAPH
  }
}
