package io.azimuth.bootstrap.client.azure;

/**
 * Selects one of several identities of a machine.
 *
 * @param value the id, as Azure shows it
 */
public record IdentityChoice(Kind kind, String value) {

  /** The kinds of id that name an identity. */
  public enum Kind {
    /** The application id. */
    CLIENT_ID,
    /** The object id of the service principal. */
    OBJECT_ID,
    /** The resource id of the identity. */
    RESOURCE_ID
  }
}
