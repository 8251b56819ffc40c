package io.azimuth.spi.route;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;

/**
 * Carries out a request: reads through the call's unit of work, stages its writes there, and
 * returns the answer for when they are durable. It may run several times for one request, because
 * another request changed a record that it read. So it has no effects of its own: effects that
 * follow the answer go to {@link Call#afterCommit}, an effect that the answer depends on goes into
 * {@link Call#once}.
 *
 * <p>It never blocks for another system. What has to wait returns {@link Answer.Await}, which
 * {@link Answer#of} makes of an {@link io.azimuth.spi.remote.Awaited}.
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
