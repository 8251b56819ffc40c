package io.azimuth.adapters.azure.call;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import io.azimuth.adapters.azure.pipeline.CauseChain;
import io.azimuth.adapters.azure.pipeline.DeadlineRetryPolicy;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.pipeline.RetryBudgetExceededException;
import io.azimuth.adapters.azure.pipeline.SafeErrorCode;
import io.azimuth.adapters.azure.pipeline.ThrottledException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.port.AzureAnswer;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * What a failed call means, and whether it may have taken effect. Details hold our words and
 * Azure's codes, never its texts.
 *
 * @param service who was asked
 * @param write whether the call changes something
 * @param permission what it takes to be allowed to; empty when that is nothing
 */
public record CallFailures(
    String service, boolean write, String permission, RetryAfter retryAfter) {

  private static final HttpHeaderName GRAPH_REQUEST = HttpHeaderName.fromString("request-id");
  private static final HttpHeaderName ARM_REQUEST = HttpHeaderName.fromString("x-ms-request-id");

  /**
   * Reads a failure.
   *
   * @param sent whether the call itself went out, and not only the sign-in before it
   */
  <T> AzureAnswer<T> read(Throwable thrown, boolean sent) {
    return this.<T>ofOwnException(thrown, sent)
        .or(() -> answer(thrown).map(this::<T>answered))
        .orElseGet(() -> broken(thrown, sent));
  }

  /** The call was given up. */
  <T> AzureAnswer<T> ended(String how, boolean sent) {
    return sent && write
        ? new AzureAnswer.Uncertain<>(service + ": " + how)
        : new AzureAnswer.Unavailable<>(service + ": " + how, Duration.ZERO);
  }

  /** What the operator should know of an answer. */
  String describe(HttpResponseException answer) {
    HttpResponse response = answer.getResponse();
    String code =
        answer instanceof ManagementException said && said.getValue() != null
            ? SafeErrorCode.of(said.getValue().getCode())
            : SafeErrorCode.NONE;
    String request = response.getHeaders().getValue(GRAPH_REQUEST);
    if (request == null) {
      request = response.getHeaders().getValue(ARM_REQUEST);
    }
    return "%s answered %d, code %s, request %s"
        .formatted(service, response.getStatusCode(), code, SafeErrorCode.of(request));
  }

  public static Optional<HttpResponseException> answer(Throwable thrown) {
    return CauseChain.find(thrown, HttpResponseException.class)
        .filter(answer -> answer.getResponse() != null);
  }

  // A failed sign-in comes before the call, or after an answer that refused its token.
  private <T> Optional<AzureAnswer<T>> ofOwnException(Throwable thrown, boolean sent) {
    return CauseChain.find(thrown, RequestRefusedException.class)
        .<AzureAnswer<T>>map(e -> new AzureAnswer.Refused<>(e.detail()))
        .or(() -> CauseChain.find(thrown, SignInException.class).map(CallFailures::notSignedIn))
        .or(
            () ->
                CauseChain.find(thrown, ThrottledException.class)
                    .map(
                        e ->
                            new AzureAnswer.Unavailable<>(service + ": throttled", e.retryAfter())))
        .or(
            () ->
                CauseChain.find(thrown, RetryBudgetExceededException.class)
                    .map(e -> new AzureAnswer.Unavailable<>(e.detail(), Duration.ZERO)))
        .or(
            () ->
                CauseChain.find(thrown, UnusableAnswerException.class)
                    .map(e -> unusable(e.detail(), sent)));
  }

  private static <T> AzureAnswer<T> notSignedIn(SignInException e) {
    return e.isRefused()
        ? new AzureAnswer.Refused<>(e.detail())
        : new AzureAnswer.Unavailable<>(e.detail(), Duration.ZERO);
  }

  private <T> AzureAnswer<T> unusable(String detail, boolean sent) {
    return sent ? ended(detail, true) : new AzureAnswer.Refused<>(detail);
  }

  private <T> AzureAnswer<T> answered(HttpResponseException answer) {
    int status = answer.getResponse().getStatusCode();
    if (status < 300) {
      return ended("the answer cannot be read", true);
    }
    Duration wait = retryAfter.in(answer.getResponse().getHeaders()).orElse(Duration.ZERO);
    if (status == 429) {
      return new AzureAnswer.Unavailable<>(
          describe(answer), wait.isZero() ? DeadlineRetryPolicy.UNSAID : wait);
    }
    if (status == 408 || status >= 500) {
      return write
          ? new AzureAnswer.Uncertain<>(describe(answer))
          : new AzureAnswer.Unavailable<>(describe(answer), wait);
    }
    boolean mayNot = status == 403 && !permission.isEmpty();
    return new AzureAnswer.Refused<>(
        describe(answer) + (mayNot ? "; it takes the permission " + permission : ""));
  }

  private <T> AzureAnswer<T> broken(Throwable thrown, boolean sent) {
    boolean reached = sent && !isBeforeTheRequest(thrown);
    return ended(
        (reached ? "the connection broke: " : "cannot be reached: ") + CauseChain.rootName(thrown),
        reached);
  }

  private static boolean isBeforeTheRequest(Throwable thrown) {
    return CauseChain.has(thrown, ConnectException.class)
        || CauseChain.has(thrown, HttpConnectTimeoutException.class)
        || CauseChain.has(thrown, SSLHandshakeException.class);
  }
}
