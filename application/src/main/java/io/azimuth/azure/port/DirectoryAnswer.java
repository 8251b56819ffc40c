package io.azimuth.azure.port;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import java.time.Duration;
import java.util.Objects;

/** What came of a question to Azure Resource Manager; none of these is another. */
public sealed interface DirectoryAnswer {

  /** The resource is there. */
  record Found(ResourceFacts facts) implements DirectoryAnswer {

    public Found {
      Objects.requireNonNull(facts, "facts");
    }
  }

  /** There is no such resource, or no such resource group or subscription. */
  record Absent() implements DirectoryAnswer {}

  /** The server's own identity may not read it. */
  record Forbidden() implements DirectoryAnswer {}

  /**
   * Azure wants to be left alone for a while.
   *
   * @param retryAfter how long; never shortened
   */
  record Throttled(Duration retryAfter) implements DirectoryAnswer {

    public Throttled {
      if (retryAfter.isNegative()) {
        throw new IllegalArgumentException("a time to wait is not negative");
      }
    }
  }

  /**
   * Azure, or the server's own sign-in, cannot be reached or failed.
   *
   * @param detail for the operator's log, without secrets
   */
  record Down(String detail) implements DirectoryAnswer {

    public Down {
      Objects.requireNonNull(detail, "detail");
    }
  }

  /**
   * Azure answered something that cannot be used.
   *
   * @param detail for the operator's log, without secrets
   */
  record Unusable(String detail) implements DirectoryAnswer {

    public Unusable {
      Objects.requireNonNull(detail, "detail");
    }
  }
}
