package io.azimuth.spi.route;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;

/**
 * Carries a request out: reads through the call's unit of work, stages there what must be written,
 * and says what is true once that is durable. It may run again when somebody else changed what it
 * read, so it has no effect of its own; what is no write it leaves to {@link Call#afterCommit}.
 */
@FunctionalInterface
public interface Handler {

  /**
   * The answer.
   *
   * @throws RefusedException when the request is refused
   * @throws io.azimuth.domain.error.ServiceException when a system behind it cannot serve
   */
  Answer handle(Call call);
}
