package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be mounted, as the catalog of plugins. Nobody registers plugins: those of the server and
 * of its plugin directory are there from the start, each in one version.
 */
@Singleton
final class PluginCatalogRoutes {

  private static final String AUTH = "auth";
  private static final String DATABASE = "database";
  private static final String SECRET = "secret";
  private static final String TYPE = "type";

  private final AuthMethods authMethods;
  private final SecretsEngines engines;

  @Inject
  PluginCatalogRoutes(AuthMethods authMethods, SecretsEngines engines) {
    this.authMethods = authMethods;
    this.engines = engines;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "plugins/catalog")
            .access(Access.AUTHORIZED)
            .summary("List what can be mounted")
            .handle(core(call -> all())),
        Route.on(Operation.LIST, "plugins/catalog/:" + TYPE)
            .access(Access.SUDO)
            .summary("List what can be mounted of one type: auth, secret or database")
            .handle(core(this::ofType)));
  }

  private Answer all() {
    List<Value> detailed =
        Stream.concat(
                names(AUTH).stream().map(name -> entry(AUTH, name)),
                names(SECRET).stream().map(name -> entry(SECRET, name)))
            .toList();
    return Answer.data(
        Value.Obj.builder()
            .put(AUTH, names(AUTH))
            .put(DATABASE, names(DATABASE))
            .put(SECRET, names(SECRET))
            .put("detailed", new Value.Items(detailed))
            .build());
  }

  private Answer ofType(CoreCall call) {
    String type = call.fields().captured(TYPE);
    if (!List.of(AUTH, DATABASE, SECRET).contains(type)) {
      throw RefusedException.invalid("the type of a plugin is auth, secret or database");
    }
    return Answer.keys(names(type));
  }

  private List<String> names(String type) {
    return switch (type) {
      case AUTH -> authMethods.all().stream().map(AuthMethod::type).toList();
      case SECRET -> engines.all().stream().map(SecretsEngine::type).toList();
      default -> List.of();
    };
  }

  private static Value entry(String type, String name) {
    return Value.Obj.builder().put("name", name).put(TYPE, type).put("version", "").build();
  }
}
