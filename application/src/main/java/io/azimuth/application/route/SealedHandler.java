package io.azimuth.application.route;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.ApiRequest;

/** Carries out a request that works without the store. */
@FunctionalInterface
public interface SealedHandler {

  /**
   * The answer.
   *
   * @throws io.azimuth.application.api.RefusedException when the request is refused
   */
  Answer handle(ApiRequest request, Fields fields);
}
