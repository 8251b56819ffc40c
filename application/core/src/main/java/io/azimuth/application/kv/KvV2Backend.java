package io.azimuth.application.kv;

import io.azimuth.spi.Backend;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.stream.Stream;

/** KV v2: secrets with versions. */
final class KvV2Backend implements Backend {

  private final List<Route> routes =
      Stream.of(
              KvConfigRoutes.routes(),
              DataRoutes.routes(),
              VersionRoutes.routes(),
              MetadataRoutes.routes(),
              SubkeyRoutes.routes(),
              InvalidPathHints.routes())
          .flatMap(List::stream)
          .toList();

  KvV2Backend() {}

  @Override
  public String type() {
    return KvEngine.TYPE;
  }

  @Override
  public String description() {
    return "Secrets with versions: kv version 2.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }
}
