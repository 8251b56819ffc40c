package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.config.ListenerBlock;
import io.azimuth.bootstrap.config.ServerConfig;
import java.util.List;
import java.util.Optional;

/** The listeners of a configuration that could not be opened now. */
public final class OccupiedListeners {

  private OccupiedListeners() {}

  /** A sentence for each; a running server uses its own ports, so none is an error. */
  public static List<String> warnings(ServerConfig config) {
    return config.listeners().stream()
        .flatMap(
            listener ->
                obstacle(listener).stream()
                    .map(why -> "warning: cannot listen on " + listener.address() + why))
        .toList();
  }

  /** Why the listener could not be opened now, to be put after a sentence; empty if it could. */
  public static Optional<String> obstacle(ListenerBlock listener) {
    return AdapterConfigs.listener(listener).obstacle();
  }
}
