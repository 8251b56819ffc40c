package io.azimuth.adapters.http.answer;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.api.EnvelopeBody;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Rendering;
import java.util.List;
import java.util.Optional;

/**
 * Gives the application's answer its status, its body and its headers' values. A value goes into
 * Vault's response envelope, a refusal into {@code {"errors": [...]}}.
 */
public final class AnswerRenderer {

  private AnswerRenderer() {}

  /**
   * The HTTP form of the answer.
   *
   * @param query the parameters of the request: a health answer reads its status codes from them
   */
  public static HttpAnswer render(ApiResponse response, Value.Obj query) {
    return bare(response, query).with(response.rateLimit());
  }

  private static HttpAnswer bare(ApiResponse response, Value.Obj query) {
    Answer answer = response.answer();
    if (answer instanceof Answer.Envelope envelope) {
      return HttpAnswer.of(200, EnvelopeBody.of(response, envelope));
    }
    if (answer instanceof Answer.Wrapped wrapped) {
      return HttpAnswer.of(200, EnvelopeBody.of(wrapped.info()));
    }
    if (answer instanceof Answer.Empty) {
      return HttpAnswer.empty(204);
    }
    if (answer instanceof Answer.NotFound nothing) {
      return notFound(response, nothing);
    }
    if (answer instanceof Answer.Accepted accepted) {
      return accepted(response, accepted.warnings());
    }
    if (answer instanceof Answer.Raw raw) {
      return raw(response, raw, query);
    }
    if (answer instanceof Answer.Download download) {
      return HttpAnswer.download(download.content());
    }
    if (answer instanceof Answer.Stream stream) {
      return HttpAnswer.stream(stream.feed());
    }
    return HttpAnswer.refusal(refusal(answer));
  }

  // A 404 with data or warnings has the envelope of a value, not the form of a refusal.
  private static HttpAnswer notFound(ApiResponse response, Answer.NotFound nothing) {
    if (nothing.data().isEmpty() && nothing.warnings().isEmpty()) {
      return HttpAnswer.refusal(ErrorCategory.NOT_FOUND);
    }
    Answer.Envelope envelope =
        new Answer.Envelope(nothing.data(), Optional.empty(), nothing.warnings());
    return HttpAnswer.of(404, EnvelopeBody.of(response, envelope));
  }

  private static Refusal refusal(Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      return refused.refusal();
    }
    throw new IllegalStateException("no rendering for " + answer.getClass());
  }

  private static HttpAnswer accepted(ApiResponse response, List<String> warnings) {
    if (warnings.isEmpty()) {
      return HttpAnswer.empty(202);
    }
    Answer.Envelope envelope = new Answer.Envelope(Optional.empty(), Optional.empty(), warnings);
    return HttpAnswer.of(202, EnvelopeBody.of(response, envelope));
  }

  private static HttpAnswer raw(ApiResponse response, Answer.Raw raw, Value.Obj query) {
    if (response.rendering() != Rendering.HEALTH) {
      return HttpAnswer.kept(200, raw.body(), raw.maxAge());
    }
    try {
      return HttpAnswer.of(new HealthCodes(query).statusOf(raw.state()), raw.body());
    } catch (RefusedException e) {
      return HttpAnswer.refusal(e.refusal());
    }
  }
}
