package io.azimuth.application.system.seal;

import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** All that is done with the keys of the store and by those who hold them. */
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

  public List<Route> routes() {
    return routes;
  }
}
