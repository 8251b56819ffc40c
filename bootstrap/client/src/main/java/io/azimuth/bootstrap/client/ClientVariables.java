package io.azimuth.bootstrap.client;

import io.azimuth.bootstrap.process.Environment;
import java.util.Optional;

/**
 * The environment variables that configure a client. {@code AZIMUTH_X} overrides {@code VAULT_X}.
 */
public final class ClientVariables {

  private final Environment environment;

  public ClientVariables(Environment environment) {
    this.environment = environment;
  }

  /** The value of {@code AZIMUTH_<name>}, or else of {@code VAULT_<name>}. */
  public Optional<String> get(String name) {
    return environment.firstOf("AZIMUTH_" + name, "VAULT_" + name);
  }

  /** The full name of the variable that is set, for messages. */
  public Optional<String> nameOf(String name) {
    return environment.get("AZIMUTH_" + name).isPresent()
        ? Optional.of("AZIMUTH_" + name)
        : environment.get("VAULT_" + name).map(value -> "VAULT_" + name);
  }

  /** The whole environment, for variables without either prefix. */
  public Environment others() {
    return environment;
  }
}
