package io.azimuth.azure.port;

import java.time.Duration;
import java.time.Instant;

/**
 * The passwords of an app registration, through Microsoft Graph, each call sent once: no cache, no
 * repetition. Safe for use by many threads. Each blocks at most for the limit and never throws for
 * what Azure does.
 */
public interface CredentialRotator {

  /**
   * The application with that client id.
   *
   * @param clientId a GUID; anything else is refused before Azure is asked
   * @return refused when there is none or more than one
   */
  AzureAnswer<RegisteredApplication> find(DirectoryAccess access, String clientId, Duration limit);

  /**
   * Adds a password. Not to be repeated blindly: after an uncertain answer it may be there, and is
   * found by its name.
   *
   * @param objectId of the application
   * @param displayName unique, chosen by the caller
   * @param expires when it shall end to work
   */
  AzureAnswer<AddedPassword> add(
      DirectoryAccess access, String objectId, String displayName, Instant expires, Duration limit);

  /**
   * Removes a password.
   *
   * @return done with true when it was there, with false when it was gone already
   */
  AzureAnswer<Boolean> remove(
      DirectoryAccess access, String objectId, String keyId, Duration limit);

  /**
   * Obtains a token anew with the credential of this access: no token that was obtained before
   * counts.
   *
   * @param purpose whose token: Resource Manager's or Graph's
   * @return done with the moment at which the token ends; refused when the credential is not
   *     accepted
   */
  AzureAnswer<Instant> prove(DirectoryAccess access, Purpose purpose, Duration limit);

  /** What a token is for. */
  enum Purpose {
    /** Azure Resource Manager. */
    RESOURCE_MANAGER,
    /** Microsoft Graph. */
    GRAPH
  }
}
