package io.azimuth.application.system.seal;

import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The routes of the store's keys and of key shares. */
@Singleton
public final class KeyRoutes {

  private final List<Route> routes;

  @Inject
  KeyRoutes(
      SealRoutes seal,
      RootGenerationRoutes rootGeneration,
      RekeyRoutes rekey,
      EncryptionKeyRoutes encryptionKey) {
    this.routes =
        Stream.of(seal.routes(), rootGeneration.routes(), rekey.routes(), encryptionKey.routes())
            .flatMap(List::stream)
            .toList();
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return routes;
  }
}
