package io.azimuth.application.route;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The effects of one request that happen once, however often its handler runs. For use by one
 * thread at a time.
 */
public final class OneTimeSteps {

  private final Map<Class<?>, Object> results = new HashMap<>();

  /** Nothing has happened yet. */
  public OneTimeSteps() {}

  /** The result of the step, which runs unless it has run already. */
  public <T> T run(Class<T> step, Supplier<T> effect) {
    Object known = results.get(step);
    if (known != null) {
      return step.cast(known);
    }
    T result = effect.get();
    results.put(step, result);
    return result;
  }
}
