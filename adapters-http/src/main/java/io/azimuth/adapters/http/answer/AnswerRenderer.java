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

/** Which status and body an answer of the application has (spec 1.6, 1.7). */
public final class AnswerRenderer {

  private AnswerRenderer() {}

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
    return HttpAnswer.refusal(refusal(answer));
  }

  // With something to say it has the form of what was found (spec 1.7).
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
