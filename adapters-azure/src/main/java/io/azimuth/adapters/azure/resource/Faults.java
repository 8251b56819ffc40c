package io.azimuth.adapters.azure.resource;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.azimuth.application.port.azure.DirectoryAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What a failed question means. Details hold our words and Azure's codes, never its texts. */
record Faults(RetryAfter retryAfter) {

  private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");
  private static final int TOO_MANY_REQUESTS = 429;

  DirectoryAnswer read(Throwable thrown) {
    Optional<ThrottledException> throttled = Causes.find(thrown, ThrottledException.class);
    if (throttled.isPresent()) {
      return new DirectoryAnswer.Throttled(throttled.get().retryAfter());
    }
    Optional<UnusableAnswerException> unusable = Causes.find(thrown, UnusableAnswerException.class);
    if (unusable.isPresent()) {
      return new DirectoryAnswer.Unusable(unusable.get().detail());
    }
    Optional<SignInException> signIn = Causes.find(thrown, SignInException.class);
    if (signIn.isPresent()) {
      return signInFault(signIn.get());
    }
    return Causes.find(thrown, HttpResponseException.class)
        .filter(answer -> answer.getResponse() != null)
        .map(this::answered)
        .orElseGet(() -> unanswered(thrown));
  }

  private static DirectoryAnswer signInFault(SignInException signIn) {
    boolean busy =
        Causes.find(signIn, MsalServiceException.class)
            .filter(said -> Integer.valueOf(TOO_MANY_REQUESTS).equals(said.statusCode()))
            .isPresent();
    return busy
        ? new DirectoryAnswer.Throttled(InTimePolicy.UNSAID)
        : new DirectoryAnswer.Down(signIn.detail());
  }

  private DirectoryAnswer answered(HttpResponseException answer) {
    HttpResponse response = answer.getResponse();
    int status = response.getStatusCode();
    return switch (status) {
      case 404 -> new DirectoryAnswer.Absent();
      case 401, 403 -> new DirectoryAnswer.Forbidden();
      default ->
          Repetition.isWorthwhile(status) || status >= 500
              ? overloaded(response, describe(answer))
              : new DirectoryAnswer.Unusable(describe(answer));
    };
  }

  private DirectoryAnswer overloaded(HttpResponse response, String detail) {
    Optional<Duration> asked = retryAfter.in(response.getHeaders());
    if (asked.isPresent() || response.getStatusCode() == TOO_MANY_REQUESTS) {
      return new DirectoryAnswer.Throttled(asked.orElse(InTimePolicy.UNSAID));
    }
    return new DirectoryAnswer.Down(detail);
  }

  private static DirectoryAnswer unanswered(Throwable thrown) {
    if (Causes.has(thrown, TimeoutException.class)) {
      return new DirectoryAnswer.Down("Resource Manager did not answer in time");
    }
    Optional<GivenUpException> givenUp = Causes.find(thrown, GivenUpException.class);
    String root = Causes.root(thrown).getClass().getSimpleName();
    if (Causes.has(thrown, IOException.class)) {
      return new DirectoryAnswer.Down("Resource Manager cannot be reached: " + root);
    }
    return givenUp
        .<DirectoryAnswer>map(
            end -> new DirectoryAnswer.Down("Resource Manager " + end.getMessage()))
        .orElseGet(() -> new DirectoryAnswer.Unusable("the answer cannot be read: " + root));
  }

  /** Status, code and request id of an answer, for the operator. */
  static String describe(HttpResponseException answer) {
    HttpResponse response = answer.getResponse();
    int status = response.getStatusCode();
    if (status < 300) {
      return "the answer cannot be read";
    }
    String code =
        answer instanceof ManagementException said && said.getValue() != null
            ? ErrorWord.of(said.getValue().getCode())
            : ErrorWord.of(null);
    String id = response.getHeaders().getValue(REQUEST_ID);
    return "Resource Manager answered " + status + " " + code + ", request " + ErrorWord.of(id);
  }
}
