package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.RouteCatalog;
import io.azimuth.application.openapi.ApiDocument;
import io.azimuth.application.openapi.DescriptionAnswer;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.system.status.ServerInfo;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The OpenAPI document of the mounts that the caller may see. */
@Singleton
final class OpenApiRoutes {

  private static final Field<Boolean> GENERIC =
      Field.flag(
          "generic_mount_paths",
          false,
          "whether a parameter such as {azure_mount_path} stands for where mounts are");

  private final MountTables tables;
  private final RouteCatalog catalog;
  private final ServerInfo server;

  @Inject
  OpenApiRoutes(MountTables tables, RouteCatalog catalog, ServerInfo server) {
    this.tables = tables;
    this.catalog = catalog;
    this.server = server;
  }

  List<Route> routes() {
    return List.of(route(Operation.READ), route(Operation.WRITE));
  }

  private Route route(Operation operation) {
    return Route.on(operation, "internal/specs/openapi")
        .access(Access.PUBLIC_OR_VALID_TOKEN)
        .fields(GENERIC)
        .summary("Describe the API in the terms of OpenAPI")
        .answers(AnswerSchema.body())
        .handle(core(this::describe));
  }

  private Answer describe(CoreCall call) {
    ApiDocument document = new ApiDocument(call.fields().value(GENERIC), server.version());
    tables.of(call.work()).mounts().stream()
        .filter(mount -> mayKnow(call, mount))
        .forEach(mount -> document.add(mount, catalog.routes(mount)));
    return DescriptionAnswer.answer("openapi.json", document.build());
  }

  private static boolean mayKnow(CoreCall call, Mount mount) {
    return mount.settings().listingVisibility().equals(MountSettings.VISIBLE_TO_ALL)
        || call.authenticatedCaller()
            .filter(it -> it.acl().anyBelow(mount.path().text()))
            .isPresent();
  }
}
