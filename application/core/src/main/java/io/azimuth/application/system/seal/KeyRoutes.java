package io.azimuth.application.system.seal;

import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The routes of the store as a whole: its beginning, its keys and key shares, its copies. */
@Singleton
public final class KeyRoutes {

  private final List<Route> routes;

  @Inject
  KeyRoutes(
      InitRoutes init,
      SealRoutes seal,
      RootGenerationRoutes rootGeneration,
      RekeyRoutes rekey,
      EncryptionKeyRoutes encryptionKey,
      SnapshotRoutes snapshots) {
    this.routes =
        Stream.of(
                init.routes(),
                seal.routes(),
                rootGeneration.routes(),
                rekey.routes(),
                encryptionKey.routes(),
                snapshots.routes())
            .flatMap(List::stream)
            .toList();
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return routes;
  }
}
