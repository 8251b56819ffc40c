package io.azimuth.bootstrap.client.azure;

import java.util.Objects;

/**
 * Which of several identities of a machine is meant.
 *
 * @param kind what the value is
 * @param value as Azure shows it
 */
public record IdentityChoice(Kind kind, String value) {

  /** What names an identity. */
  public enum Kind {
    /** The application id. */
    CLIENT_ID,
    /** The object id of the service principal. */
    OBJECT_ID,
    /** The id of the identity as a resource. */
    RESOURCE_ID
  }

  public IdentityChoice {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }
}
