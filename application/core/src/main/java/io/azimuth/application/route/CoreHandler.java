package io.azimuth.application.route;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Handler;
import java.util.function.Predicate;

/** A handler of the server's own backends, which may read and write all records. */
@FunctionalInterface
public interface CoreHandler {

  /**
   * The answer.
   *
   * @throws io.azimuth.spi.api.RefusedException when the request is refused
   * @throws io.azimuth.domain.error.ServiceException when a system behind it cannot serve
   */
  Answer handle(CoreCall call);

  /** The same as a route takes it. The gateway hands a {@link CoreCall} to core backends alone. */
  static Handler core(CoreHandler handler) {
    return call -> handler.handle((CoreCall) call);
  }

  /** The check as a route takes it. */
  static Predicate<Call> coreCheck(Predicate<CoreCall> check) {
    return call -> check.test((CoreCall) call);
  }
}
