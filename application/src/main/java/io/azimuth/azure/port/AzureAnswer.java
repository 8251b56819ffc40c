package io.azimuth.azure.port;

import java.time.Duration;
import java.util.Objects;

/**
 * What came of a call to Microsoft Graph, to the token endpoint, or of a probe.
 *
 * @param <T> what was asked for
 */
public sealed interface AzureAnswer<T> {

  /** What an operator reads of it, in our words with Azure's code; empty when it is done. */
  String detail();

  /** How long Azure wants to be left alone; zero when it did not say. */
  default Duration retryAfter() {
    return Duration.ZERO;
  }

  /** It was done, or it is so. */
  record Done<T>(T value) implements AzureAnswer<T> {

    public Done {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String detail() {
      return "";
    }
  }

  /**
   * Azure said no, and nothing happened. Asking again the same way is of no use, except that a new
   * secret is refused until it has spread.
   *
   * @param detail for the operator, in our words with Azure's code, without secrets
   */
  record Refused<T>(String detail) implements AzureAnswer<T> {

    public Refused {
      Objects.requireNonNull(detail, "detail");
    }
  }

  /**
   * Azure was asked and did nothing, for now: throttled, or never reached.
   *
   * @param detail as above
   * @param retryAfter how long to leave it alone; zero when it did not say
   */
  record Unavailable<T>(String detail, Duration retryAfter) implements AzureAnswer<T> {

    public Unavailable {
      Objects.requireNonNull(detail, "detail");
      Objects.requireNonNull(retryAfter, "retryAfter");
    }
  }

  /**
   * The call may have taken effect: the connection broke, the time ran out, or the server failed
   * while it worked.
   *
   * @param detail as above
   */
  record Uncertain<T>(String detail) implements AzureAnswer<T> {

    public Uncertain {
      Objects.requireNonNull(detail, "detail");
    }
  }
}
