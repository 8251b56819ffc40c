package io.azimuth.domain.azure.evidence;

import java.util.Objects;
import java.util.Optional;

/**
 * What Azure Resource Manager answers when it is asked for the resource of a login.
 *
 * @param kind whether the resource was found
 * @param facts the facts of a resource that was found
 * @param right the right that the server lacks, for the operator; empty when it lacks none, or when
 *     Azure does not name it
 */
public record ResourceAnswer(Kind kind, Optional<ResourceFacts> facts, String right) {

  /** Azure has no such resource. */
  public static final ResourceAnswer ABSENT = new ResourceAnswer(Kind.ABSENT, Optional.empty(), "");

  /** Azure does not let the server read the resource, and does not name the right that it takes. */
  public static final ResourceAnswer FORBIDDEN = forbidden("");

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
    Objects.requireNonNull(right, "right");
    if (facts.isPresent() != (kind == Kind.FOUND)) {
      throw new IllegalArgumentException("there are facts of a resource that was found only");
    }
  }

  /** Azure does not let the server read the resource: it lacks that right. */
  public static ResourceAnswer forbidden(String right) {
    return new ResourceAnswer(Kind.FORBIDDEN, Optional.empty(), right);
  }

  /** The facts that Azure returned. */
  public static ResourceAnswer found(ResourceFacts facts) {
    return new ResourceAnswer(Kind.FOUND, Optional.of(facts), "");
  }
}
