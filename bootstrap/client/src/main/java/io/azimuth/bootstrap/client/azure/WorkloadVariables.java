package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.process.Environment;
import java.net.URI;

/** Reads the environment variables that Azure sets for workloads. */
final class WorkloadVariables {

  private final Environment environment;
  private final String platform;

  WorkloadVariables(Environment environment, String platform) {
    this.environment = environment;
    this.platform = platform;
  }

  String require(String name) {
    return environment
        .get(name)
        .orElseThrow(() -> new ClientException(name + " is not set: this is not " + platform));
  }

  URI requireUri(String name) {
    try {
      URI uri = URI.create(require(name));
      if (uri.getHost() == null) {
        throw new ClientException(name + " is not an address");
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new ClientException(name + " is not an address", e);
    }
  }
}
