package io.azimuth.azure.port;

import java.time.Duration;
import java.util.function.Function;

/**
 * The outcome of a call to Microsoft Graph, to the token endpoint, or of a probe.
 *
 * @param <T> the type of the result
 */
public sealed interface AzureAnswer<T> {

  /** Details for the operator, with Azure's error code; empty when the call succeeded. */
  String detail();

  /** The delay that Azure demands before the next call; zero when it demands none. */
  default Duration retryAfter() {
    return Duration.ZERO;
  }

  /** The answer of the next call, which is made only when this one is done. */
  default <R> AzureAnswer<R> then(Function<? super T, AzureAnswer<R>> next) {
    if (this instanceof Done<T> done) {
      return next.apply(done.value());
    }
    if (this instanceof Refused<T>) {
      return new Refused<>(detail());
    }
    if (this instanceof Unusable<T>) {
      return new Unusable<>(detail());
    }
    return this instanceof Uncertain<T>
        ? new Uncertain<>(detail())
        : new Unavailable<>(detail(), retryAfter());
  }

  /** This answer with another value when it is done. */
  default <R> AzureAnswer<R> map(Function<? super T, R> change) {
    return then(value -> new Done<>(change.apply(value)));
  }

  /** The call succeeded. */
  record Done<T>(T value) implements AzureAnswer<T> {

    @Override
    public String detail() {
      return "";
    }
  }

  /**
   * Azure refused the call, and nothing changed. The same call will be refused again, except that a
   * new secret is refused only until Azure has replicated it.
   *
   * @param detail for the operator, with Azure's error code, without secrets
   */
  record Refused<T>(String detail) implements AzureAnswer<T> {}

  /**
   * Azure did not carry out the call: it throttled it, or could not be reached.
   *
   * @param detail for the operator, with Azure's error code, without secrets
   * @param retryAfter the delay before the next call; zero when Azure demands none
   */
  record Unavailable<T>(String detail, Duration retryAfter) implements AzureAnswer<T> {}

  /**
   * Azure answered a question with something that cannot be used.
   *
   * @param detail for the operator, without secrets
   */
  record Unusable<T>(String detail) implements AzureAnswer<T> {}

  /**
   * The call may have taken effect: the connection failed, the deadline passed, or the server
   * failed during the call.
   *
   * @param detail for the operator, with Azure's error code, without secrets
   */
  record Uncertain<T>(String detail) implements AzureAnswer<T> {}
}
