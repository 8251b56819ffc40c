package io.azimuth.domain.azure.evidence;

import java.util.Objects;
import java.util.Optional;

/**
 * What Azure Resource Manager answers when it is asked for the resource of a login.
 *
 * @param kind whether the resource was found
 * @param facts the facts of a resource that was found
 */
public record ResourceAnswer(Kind kind, Optional<ResourceFacts> facts) {

  /** Azure has no such resource. */
  public static final ResourceAnswer ABSENT = new ResourceAnswer(Kind.ABSENT, Optional.empty());

  /** Azure does not let the server read the resource. */
  public static final ResourceAnswer FORBIDDEN =
      new ResourceAnswer(Kind.FORBIDDEN, Optional.empty());

  /** Whether the resource was found. */
  public enum Kind {
    /** Azure returned the resource. */
    FOUND,
    /** Azure has no such resource. */
    ABSENT,
    /** Azure does not let the server read the resource. */
    FORBIDDEN
  }

  public ResourceAnswer {
    Objects.requireNonNull(kind, "kind");
    if (facts.isPresent() != (kind == Kind.FOUND)) {
      throw new IllegalArgumentException("there are facts of a resource that was found only");
    }
  }

  /** The facts that Azure returned. */
  public static ResourceAnswer found(ResourceFacts facts) {
    return new ResourceAnswer(Kind.FOUND, Optional.of(facts));
  }
}
