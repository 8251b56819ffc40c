package io.azimuth.spi.route;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;

/** Carries out a request that works without the store. */
@FunctionalInterface
public interface SealedHandler {

  /**
   * The answer.
   *
   * @throws io.azimuth.spi.api.RefusedException when the request is refused
   */
  Answer handle(ApiRequest request, Fields fields);
}
