package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.text.AsciiCase;
import java.util.Objects;

/**
 * Which of a machine's identities a request means.
 *
 * @param kind what {@code value} is; {@link Kind#NONE} when the request names no identity
 * @param value the id; empty for {@link Kind#NONE}
 */
public record IdentitySelector(Kind kind, String value) {

  /** What an identity can be named by. */
  public enum Kind {
    /** Nothing: the machine's rule decides. */
    NONE,
    /** The client id. */
    CLIENT_ID,
    /** The object id of the service principal. */
    OBJECT_ID,
    /** The id of the user-assigned identity's resource. */
    RESOURCE_ID
  }

  public IdentitySelector {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }

  /** No selector at all. */
  public static IdentitySelector none() {
    return new IdentitySelector(Kind.NONE, "");
  }

  public static IdentitySelector clientId(String value) {
    return new IdentitySelector(Kind.CLIENT_ID, value);
  }

  boolean names(SeededIdentity identity) {
    return switch (kind) {
      case NONE -> false;
      case CLIENT_ID -> AsciiCase.equal(value, identity.clientId());
      case OBJECT_ID -> AsciiCase.equal(value, identity.principalId());
      case RESOURCE_ID ->
          identity.resource().filter(it -> AsciiCase.equal(value, it.armId())).isPresent();
    };
  }
}
