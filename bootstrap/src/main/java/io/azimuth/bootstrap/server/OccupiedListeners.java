package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.config.ServerConfig;
import java.util.List;

/** The listeners of a configuration that could not be opened now. */
public final class OccupiedListeners {

  private OccupiedListeners() {}

  /** A sentence for each; a running server uses its own ports, so none is an error. */
  public static List<String> warnings(ServerConfig config) {
    return config.listeners().stream()
        .flatMap(
            listener ->
                AdapterConfigs.listener(listener).obstacle().stream()
                    .map(why -> "warning: cannot listen on " + listener.address() + why))
        .toList();
  }
}
