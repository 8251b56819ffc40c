package io.azimuth.azure.port;

import java.time.Duration;
import java.time.Instant;

/**
 * The passwords of an app registration, through Microsoft Graph, each call sent once: no cache, no
 * repetition. Safe for use by many threads. Each blocks at most for the limit and never throws for
 * what Azure does. Where the credential of the access is not accepted, the call is refused and
 * nothing happens.
 */
public interface CredentialRotator {

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
   * Obtains a new token with the credential of this access, never a cached one.
   *
   * @param purpose the service that the token is for
   * @return done with the moment at which the token expires; refused when the credential is not
   *     accepted
   */
  AzureAnswer<Instant> prove(DirectoryAccess access, Purpose purpose, Duration limit);

  /** The service that a token is for. */
  enum Purpose {
    /** Azure Resource Manager. */
    RESOURCE_MANAGER,
    /** Microsoft Graph. */
    GRAPH
  }
}
