package io.azimuth.spi.route;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;

/**
 * Carries out a request: reads through the call's unit of work, stages its writes there, and
 * returns the answer for when they are durable. It may run again when another request changed a
 * record that it read, so it has no effects of its own; effects other than writes go to {@link
 * Call#afterCommit}.
 */
@FunctionalInterface
public interface Handler {

  /**
   * Returns the answer.
   *
   * @throws RefusedException when the request is refused
   * @throws io.azimuth.domain.error.ServiceException when the store or another system is
   *     unavailable
   */
  Answer handle(Call call);
}
