package io.azimuth.bootstrap.process;

import java.util.Map;
import java.util.Optional;

/** The environment variables of the process. An empty variable counts as unset. */
public final class Environment {

  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  public static Environment of(Map<String, String> variables) {
    return new Environment(Map.copyOf(variables));
  }

  /** The value of the variable, if it is set and not empty. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** The value of the first of these variables that is set. */
  public Optional<String> firstOf(String... names) {
    for (String name : names) {
      Optional<String> value = get(name);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }
}
