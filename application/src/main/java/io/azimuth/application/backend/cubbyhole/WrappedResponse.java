package io.azimuth.application.backend.cubbyhole;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.JsonText;
import io.azimuth.application.api.Value;
import io.azimuth.application.route.Call;
import java.util.List;

/**
 * The place where wrapped answers were read before there was {@code sys/wrapping/unwrap} (spec
 * 2.9). Its one use is counted before anything is read, so that it is read once.
 */
final class WrappedResponse {

  private static final String RESPONSE = "response";
  private static final String DEPRECATED =
      "Reading from 'cubbyhole/response' is deprecated. Please use sys/wrapping/unwrap to unwrap"
          + " responses, as it provides additional security checks and other benefits.";

  private WrappedResponse() {}

  /** What the caller's wrapping token finds there: the whole answer, as a text of JSON. */
  static Answer read(Call call, String path) {
    return path.equals(RESPONSE)
        ? call.work()
            .wrappedAnswers()
            .find(call.authorizedCaller().hash())
            .map(WrappedResponse::answer)
            .orElseGet(Answer.NotFound::new)
        : new Answer.NotFound();
  }

  private static Answer answer(Value.Obj envelope) {
    return Answer.data(
        Value.Obj.builder().put(RESPONSE, JsonText.of(envelope)).build(), List.of(DEPRECATED));
  }
}
