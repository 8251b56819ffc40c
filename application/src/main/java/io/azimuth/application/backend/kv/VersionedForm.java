package io.azimuth.application.backend.kv;

import io.azimuth.application.route.Backend;
import io.azimuth.application.route.Route;
import java.util.List;
import java.util.stream.Stream;

/** Secrets with versions (spec 7.1). */
final class VersionedForm implements Backend {

  private final List<Route> routes =
      Stream.of(
              ConfigRoutes.routes(),
              DataRoutes.routes(),
              VersionRoutes.routes(),
              MetadataRoutes.routes(),
              SubkeyRoutes.routes(),
              StrayRoutes.routes())
          .flatMap(List::stream)
          .toList();

  VersionedForm() {}

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
