package io.azimuth.azure.spi;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import java.time.Duration;
import java.util.Objects;

/** What Azure Resource Manager, or what takes its place, answers for one resource. */
public sealed interface DirectoryAnswer {

  /**
   * The resource exists.
   *
   * @param facts what is known of it; its id equals the one that was asked for
   */
  record Found(ResourceFacts facts) implements DirectoryAnswer {

    public Found {
      Objects.requireNonNull(facts, "facts");
    }
  }

  /** There is no such resource, or no such resource group or subscription. */
  record Absent() implements DirectoryAnswer {}

  /**
   * The server's own identity may not read the resource.
   *
   * @param right the right that it lacks, for the operator: the action and where it is needed, such
   *     as {@code Microsoft.Compute/virtualMachines/read on /subscriptions/…}; empty when Azure
   *     refused the identity itself
   */
  record Forbidden(String right) implements DirectoryAnswer {

    public Forbidden {
      Objects.requireNonNull(right, "right");
    }

    /** Azure does not name the right that it takes. */
    public Forbidden() {
      this("");
    }
  }

  /**
   * Azure throttled the call.
   *
   * @param retryAfter the delay before the next call; never shortened
   */
  record Throttled(Duration retryAfter) implements DirectoryAnswer {

    public Throttled {
      if (retryAfter.isNegative()) {
        throw new IllegalArgumentException("a time to wait is not negative");
      }
    }
  }

  /**
   * Azure, or the server's own sign-in, is unavailable or failed.
   *
   * @param detail for the operator's log, without secrets
   * @param signIn whether the server got no token for itself, so that nothing was asked
   * @param refused whether that token was refused: Azure is there, and trying again is of no use
   */
  record Down(String detail, boolean signIn, boolean refused) implements DirectoryAnswer {

    public Down {
      Objects.requireNonNull(detail, "detail");
      if (refused && !signIn) {
        throw new IllegalArgumentException("only a sign-in is refused");
      }
    }

    /** Azure, or the server's own sign-in, did not answer. */
    public Down(String detail, boolean signIn) {
      this(detail, signIn, false);
    }

    /** Azure is unavailable or failed. */
    public Down(String detail) {
      this(detail, false);
    }

    /** The server got no token for itself. */
    public static Down signIn(String detail) {
      return new Down(detail, true);
    }

    /** The server was refused a token for itself. */
    public static Down signInRefused(String detail) {
      return new Down(detail, true, true);
    }
  }

  /**
   * Azure returned something that cannot be used.
   *
   * @param detail for the operator's log, without secrets
   */
  record Unusable(String detail) implements DirectoryAnswer {

    public Unusable {
      Objects.requireNonNull(detail, "detail");
    }
  }
}
