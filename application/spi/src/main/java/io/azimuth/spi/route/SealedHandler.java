package io.azimuth.spi.route;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;

/** Carries out a request that needs no store. */
@FunctionalInterface
public interface SealedHandler {

  /**
   * Returns the answer.
   *
   * @throws io.azimuth.spi.api.RefusedException when the request is refused
   */
  Answer handle(ApiRequest request, Fields fields);
}
