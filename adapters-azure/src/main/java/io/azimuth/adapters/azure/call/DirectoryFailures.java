package io.azimuth.adapters.azure.call;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import io.azimuth.adapters.azure.pipeline.CauseChain;
import io.azimuth.adapters.azure.pipeline.RetryBudgetExceededException;
import io.azimuth.adapters.azure.pipeline.SafeErrorCode;
import io.azimuth.adapters.azure.pipeline.ThrottledException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.port.DirectoryAnswer;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What a failed question means. Details hold our words and Azure's codes, never its texts. */
public final class DirectoryFailures {

  private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");

  private DirectoryFailures() {}

  public static DirectoryAnswer read(Throwable thrown) {
    return ofOwnException(thrown)
        .or(() -> answer(thrown).map(DirectoryFailures::answered))
        .orElseGet(() -> unanswered(thrown));
  }

  private static Optional<DirectoryAnswer> ofOwnException(Throwable thrown) {
    return CauseChain.find(thrown, ThrottledException.class)
        .<DirectoryAnswer>map(e -> new DirectoryAnswer.Throttled(e.retryAfter()))
        .or(
            () ->
                CauseChain.find(thrown, UnusableAnswerException.class)
                    .map(e -> new DirectoryAnswer.Unusable(e.detail())))
        .or(
            () ->
                CauseChain.find(thrown, SignInException.class)
                    .map(e -> new DirectoryAnswer.Down(e.detail())))
        .or(
            () ->
                CauseChain.find(thrown, RetryBudgetExceededException.class)
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
        CauseChain.has(thrown, IOException.class) || CauseChain.has(thrown, TimeoutException.class);
    return broken
        ? new DirectoryAnswer.Down(RetryBudgetExceededException.after(thrown).detail())
        : new DirectoryAnswer.Unusable("the answer cannot be read: " + CauseChain.rootName(thrown));
  }

  /** What the operator should know of an answer, if there was one. */
  public static String describe(Throwable thrown) {
    return answer(thrown).map(DirectoryFailures::describe).orElse("no answer");
  }

  private static String describe(HttpResponseException answer) {
    HttpResponse response = answer.getResponse();
    int status = response.getStatusCode();
    if (status < 300) {
      return "the answer cannot be read";
    }
    String code =
        answer instanceof ManagementException said && said.getValue() != null
            ? SafeErrorCode.of(said.getValue().getCode())
            : SafeErrorCode.NONE;
    String request = SafeErrorCode.of(response.getHeaders().getValue(REQUEST_ID));
    return "Resource Manager answered %d, code %s, request %s".formatted(status, code, request);
  }

  private static Optional<HttpResponseException> answer(Throwable thrown) {
    return CauseChain.find(thrown, HttpResponseException.class)
        .filter(answer -> answer.getResponse() != null);
  }
}
