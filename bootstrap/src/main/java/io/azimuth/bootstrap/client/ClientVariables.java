package io.azimuth.bootstrap.client;

import io.azimuth.bootstrap.process.Environment;
import java.util.Optional;

/**
 * The variables of the environment that a client heeds: {@code AZIMUTH_X} wins over {@code
 * VAULT_X}.
 */
public final class ClientVariables {

  private final Environment environment;

  /** The variables of this environment. */
  public ClientVariables(Environment environment) {
    this.environment = environment;
  }

  /** The value of {@code AZIMUTH_<name>}, else of {@code VAULT_<name>}. */
  public Optional<String> get(String name) {
    return environment.firstOf("AZIMUTH_" + name, "VAULT_" + name);
  }

  /** Which of the two is set, for messages. */
  public Optional<String> nameOf(String name) {
    return environment.get("AZIMUTH_" + name).isPresent()
        ? Optional.of("AZIMUTH_" + name)
        : environment.get("VAULT_" + name).map(value -> "VAULT_" + name);
  }

  /** The variables that are nobody's in particular. */
  public Environment others() {
    return environment;
  }
}
