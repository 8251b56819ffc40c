package io.azimuth.adapters.azure.resource;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import io.azimuth.application.port.azure.DirectoryAnswer;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What a failed question means. Details hold our words and Azure's codes, never its texts. */
final class Faults {

  private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");

  private Faults() {}

  static DirectoryAnswer read(Throwable thrown) {
    return ours(thrown)
        .or(() -> answer(thrown).map(Faults::answered))
        .orElseGet(() -> unanswered(thrown));
  }

  private static Optional<DirectoryAnswer> ours(Throwable thrown) {
    return Causes.find(thrown, ThrottledException.class)
        .<DirectoryAnswer>map(e -> new DirectoryAnswer.Throttled(e.retryAfter()))
        .or(
            () ->
                Causes.find(thrown, UnusableAnswerException.class)
                    .map(e -> new DirectoryAnswer.Unusable(e.detail())))
        .or(
            () ->
                Causes.find(thrown, SignInException.class)
                    .map(e -> new DirectoryAnswer.Down(e.detail())))
        .or(
            () ->
                Causes.find(thrown, GivenUpException.class)
                    .map(e -> new DirectoryAnswer.Down(e.detail())));
  }

  private static DirectoryAnswer answered(HttpResponseException answer) {
    int status = answer.getResponse().getStatusCode();
    return switch (status) {
      case 404 -> new DirectoryAnswer.Absent();
      case 401, 403 -> new DirectoryAnswer.Forbidden();
      default ->
          status == 408 || status >= 500
              ? new DirectoryAnswer.Down(describe(answer))
              : new DirectoryAnswer.Unusable(describe(answer));
    };
  }

  private static DirectoryAnswer unanswered(Throwable thrown) {
    boolean broken =
        Causes.has(thrown, IOException.class) || Causes.has(thrown, TimeoutException.class);
    return broken
        ? new DirectoryAnswer.Down(GivenUpException.after(thrown).detail())
        : new DirectoryAnswer.Unusable("the answer cannot be read: " + Causes.rootName(thrown));
  }

  /** What the operator should know of an answer, if there was one. */
  static String describe(Throwable thrown) {
    return answer(thrown).map(Faults::describe).orElse("no answer");
  }

  private static String describe(HttpResponseException answer) {
    HttpResponse response = answer.getResponse();
    int status = response.getStatusCode();
    if (status < 300) {
      return "the answer cannot be read";
    }
    String code =
        answer instanceof ManagementException said && said.getValue() != null
            ? ErrorWord.of(said.getValue().getCode())
            : ErrorWord.NONE;
    String request = ErrorWord.of(response.getHeaders().getValue(REQUEST_ID));
    return "Resource Manager answered %d, code %s, request %s".formatted(status, code, request);
  }

  private static Optional<HttpResponseException> answer(Throwable thrown) {
    return Causes.find(thrown, HttpResponseException.class)
        .filter(answer -> answer.getResponse() != null);
  }
}
