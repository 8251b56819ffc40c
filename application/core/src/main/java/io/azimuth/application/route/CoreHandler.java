package io.azimuth.application.route;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Handler;
import java.util.function.Predicate;

/** A handler of the server's own backends, which may read and write all records. */
@FunctionalInterface
public interface CoreHandler {

  /**
   * Runs the handler and returns its answer.
   *
   * @throws io.azimuth.spi.api.RefusedException when the request is refused
   * @throws io.azimuth.domain.error.ServiceException when another system is unavailable
   */
  Answer handle(CoreCall call);

  /**
   * Adapts the handler for a route. The gateway passes a {@link CoreCall} to core backends only.
   */
  static Handler core(CoreHandler handler) {
    return call -> handler.handle((CoreCall) call);
  }

  /** Adapts the existence check for a route. */
  static Predicate<Call> coreCheck(Predicate<CoreCall> check) {
    return call -> check.test((CoreCall) call);
  }
}
