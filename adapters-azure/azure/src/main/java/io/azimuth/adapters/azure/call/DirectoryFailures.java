package io.azimuth.adapters.azure.call;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import io.azimuth.adapters.azure.pipeline.CallException;
import io.azimuth.adapters.azure.pipeline.CauseChain;
import io.azimuth.adapters.azure.pipeline.DeadlineRetryPolicy;
import io.azimuth.adapters.azure.pipeline.FailureWords;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.pipeline.RetryBudgetExceededException;
import io.azimuth.adapters.azure.pipeline.RetryRules;
import io.azimuth.adapters.azure.pipeline.SafeErrorCode;
import io.azimuth.adapters.azure.pipeline.ThrottledException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.spi.DirectoryAnswer;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * What a failed call means, and whether it may have taken effect. Details hold our words and
 * Azure's codes, never its texts.
 *
 * @param service who was asked
 * @param write whether the call changes something
 * @param permission what it takes to be allowed to; empty when that is nothing
 */
public record DirectoryFailures(
    String service, boolean write, String permission, RetryAfter retryAfter) {

  // Names as text: a start makes this class, and need not load the SDK for it.
  private static final String GRAPH_REQUEST = "request-id";
  private static final String ARM_REQUEST = "x-ms-request-id";
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final String UNREADABLE = "the answer cannot be read";

  /**
   * Reads the failure of a call.
   *
   * @param sent whether the call itself went out, and not only the sign-in before it
   */
  <T> AzureAnswer<T> read(Throwable thrown, boolean sent) {
    if (thrown instanceof TimeoutException) {
      return ended("no answer in time", sent);
    }
    if (thrown instanceof InterruptedException) {
      return ended("interrupted while waiting", sent);
    }
    return CauseChain.find(thrown, CallException.class)
        .map(ours -> this.<T>ofOwnException(ours, sent))
        .or(() -> answer(thrown).map(this::<T>answered))
        .orElseGet(() -> broken(thrown, sent));
  }

  /**
   * Reads the failure of a question for a resource. Whether the resource is absent is read by
   * {@link ResourceAbsence}; any other 404 does not mean that.
   */
  public DirectoryAnswer readAboutResource(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      return new DirectoryAnswer.Down("interrupted while " + service + " was asked");
    }
    return CauseChain.find(thrown, CallException.class)
        .map(DirectoryFailures::oursAboutResource)
        .or(() -> answer(thrown).map(this::answeredAboutResource))
        .orElseGet(() -> brokenAboutResource(thrown));
  }

  /** What the operator should know of an answer, if there was one. */
  public String describe(Throwable thrown) {
    return answer(thrown).map(this::describe).orElse("no answer");
  }

  public static boolean isAnswer(Throwable thrown, int status) {
    return answer(thrown).filter(said -> said.getResponse().getStatusCode() == status).isPresent();
  }

  static Optional<HttpResponseException> answer(Throwable thrown) {
    return CauseChain.find(thrown, HttpResponseException.class)
        .filter(answer -> answer.getResponse() != null);
  }

  private String describe(HttpResponseException answer) {
    HttpResponse response = answer.getResponse();
    String code =
        answer instanceof ManagementException said && said.getValue() != null
            ? SafeErrorCode.of(said.getValue().getCode())
            : SafeErrorCode.NONE;
    String request = response.getHeaders().getValue(HttpHeaderName.fromString(GRAPH_REQUEST));
    if (request == null) {
      request = response.getHeaders().getValue(HttpHeaderName.fromString(ARM_REQUEST));
    }
    return "%s answered %d, code %s, request %s"
        .formatted(service, response.getStatusCode(), code, SafeErrorCode.of(request));
  }

  // A failed sign-in comes before the call, or after an answer that refused its token.
  private <T> AzureAnswer<T> ofOwnException(CallException thrown, boolean sent) {
    if (thrown instanceof ThrottledException throttled) {
      return new AzureAnswer.Unavailable<>(service + ": throttled", throttled.retryAfter());
    }
    if (thrown instanceof UnusableAnswerException && sent) {
      return unusable(thrown.detail());
    }
    boolean mayPass =
        thrown instanceof RetryBudgetExceededException
            || (thrown instanceof SignInException signIn && !signIn.isRefused());
    return mayPass
        ? new AzureAnswer.Unavailable<>(thrown.detail(), Duration.ZERO)
        : new AzureAnswer.Refused<>(thrown.detail());
  }

  private static DirectoryAnswer oursAboutResource(CallException thrown) {
    if (thrown instanceof ThrottledException throttled) {
      return new DirectoryAnswer.Throttled(throttled.retryAfter());
    }
    if (thrown instanceof SignInException signIn) {
      return new DirectoryAnswer.Down(signIn.detail(), true, signIn.isRefused());
    }
    return thrown instanceof UnusableAnswerException
        ? new DirectoryAnswer.Unusable(thrown.detail())
        : new DirectoryAnswer.Down(thrown.detail());
  }

  private <T> AzureAnswer<T> answered(HttpResponseException answer) {
    int status = answer.getResponse().getStatusCode();
    if (status < 300) {
      return unusable(UNREADABLE);
    }
    if (status == NOT_FOUND && !write && !ResourceAbsence.isInItsForm(answer)) {
      return new AzureAnswer.Unavailable<>(inItsPlace(answer), Duration.ZERO);
    }
    Duration wait = retryAfter.in(answer.getResponse().getHeaders()).orElse(Duration.ZERO);
    if (status == 429) {
      return new AzureAnswer.Unavailable<>(
          describe(answer), wait.isZero() ? DeadlineRetryPolicy.UNSAID : wait);
    }
    if (isTheirs(status)) {
      return write
          ? new AzureAnswer.Uncertain<>(describe(answer))
          : new AzureAnswer.Unavailable<>(describe(answer), wait);
    }
    boolean mayNot = status == 403 && !permission.isEmpty();
    return new AzureAnswer.Refused<>(
        describe(answer) + (mayNot ? "; it takes the permission " + permission : ""));
  }

  private DirectoryAnswer answeredAboutResource(HttpResponseException answer) {
    int status = answer.getResponse().getStatusCode();
    if (status < 300) {
      return new DirectoryAnswer.Unusable(UNREADABLE);
    }
    return switch (status) {
      case NOT_FOUND -> notFound(answer);
      case 401 -> new DirectoryAnswer.Forbidden();
      case 403 ->
          new DirectoryAnswer.Forbidden(MissingRight.toSend(answer.getResponse().getRequest()));
      default ->
          isTheirs(status)
              ? new DirectoryAnswer.Down(describe(answer))
              : new DirectoryAnswer.Unusable(describe(answer));
    };
  }

  private DirectoryAnswer notFound(HttpResponseException answer) {
    return ResourceAbsence.isInItsForm(answer)
        ? new DirectoryAnswer.Unusable("not said of the resource: " + describe(answer))
        : new DirectoryAnswer.Down(inItsPlace(answer));
  }

  private String inItsPlace(HttpResponseException answer) {
    return "somebody on the way answers in its place: " + describe(answer);
  }

  private static boolean isTheirs(int status) {
    return status == REQUEST_TIMEOUT || status >= 500;
  }

  private <T> AzureAnswer<T> broken(Throwable thrown, boolean sent) {
    boolean reached = sent && !isBeforeTheRequest(thrown);
    if (reached && !RetryRules.isRetryable(thrown)) {
      return unusable(UNREADABLE);
    }
    return ended(
        reached ? "the connection broke" : "cannot be reached: " + FailureWords.of(thrown),
        reached);
  }

  private static DirectoryAnswer brokenAboutResource(Throwable thrown) {
    return RetryRules.isRetryable(thrown)
        ? new DirectoryAnswer.Down(RetryBudgetExceededException.after(thrown).detail())
        : new DirectoryAnswer.Unusable(UNREADABLE);
  }

  private static boolean isBeforeTheRequest(Throwable thrown) {
    return CauseChain.has(thrown, ConnectException.class)
        || CauseChain.has(thrown, HttpConnectTimeoutException.class)
        || CauseChain.has(thrown, SSLHandshakeException.class);
  }

  // A call that changes something may have done so.
  private <T> AzureAnswer<T> unusable(String how) {
    return write
        ? new AzureAnswer.Uncertain<>(service + ": " + how)
        : new AzureAnswer.Unusable<>(service + ": " + how);
  }

  private <T> AzureAnswer<T> ended(String how, boolean sent) {
    return sent && write
        ? new AzureAnswer.Uncertain<>(service + ": " + how)
        : new AzureAnswer.Unavailable<>(service + ": " + how, Duration.ZERO);
  }
}
