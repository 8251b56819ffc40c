package io.azimuth.application.planted;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Handler;
import java.util.function.Function;

/** Planted: a handler that returns a refusal instead of throwing it. */
final class ReturnsRefusal implements Handler {
  @Override
  public Answer handle(Call call) {
    return new Answer.Refused(RefusedException.invalid("no").refusal());
  }

  Function<Refusal, Answer> byReference() {
    return Answer.Refused::new;
  }
}
