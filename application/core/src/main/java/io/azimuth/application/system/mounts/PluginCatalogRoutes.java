package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.mount.InstalledPlugins;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be mounted, as the catalog of plugins. Plugins cannot be registered: those of the server
 * and of its plugin directory are there from the start, each in one version. Audit devices and
 * seals of the plugin directory are in the list with details alone, because clients know no such
 * type.
 */
@Singleton
final class PluginCatalogRoutes {

  private static final String AUTH = PluginVersions.AUTH;
  private static final String DATABASE = "database";
  private static final String SECRET = PluginVersions.SECRET;
  private static final String AUDIT = "audit";
  private static final String SEAL = "seal";
  private static final String TYPE = "type";
  private static final String NAME = "name";
  private static final String CATALOG = "plugins/catalog";
  private static final String ONE = CATALOG + "/:" + TYPE + "/:" + NAME;
  private static final Field<String> VERSION =
      Field.text("version", "The version of the plugin; without it the one that is there.");

  private static final String TYPE_HELP = "auth, secret, database, audit or seal.";
  private static final String NAME_HELP = "The name of the plugin.";

  private static final List<AnswerField> OF_EACH =
      List.of(
          AnswerField.text(NAME, "its name"),
          AnswerField.text("version", "its version"),
          AnswerField.flag("builtin", "whether it is part of the server"),
          AnswerField.text("deprecation_status", "supported, where it is part of the server"),
          AnswerField.text("sha256", "the checksum of its file"));

  private static final AnswerSchema LISTED =
      AnswerSchema.data(
          AnswerField.texts(AUTH, "the auth methods"),
          AnswerField.texts(DATABASE, "none"),
          AnswerField.texts(SECRET, "the secrets engines"),
          AnswerField.objects(
              "detailed",
              "each plugin",
              Stream.concat(
                      OF_EACH.stream(), Stream.of(AnswerField.text(TYPE, "the type of plugin")))
                  .toArray(AnswerField[]::new)));

  private static final AnswerSchema PLUGIN =
      AnswerSchema.data(OF_EACH)
          .with(
              AnswerField.texts("args", "none"),
              AnswerField.text("command", "its file; empty where it is part of the server"));

  private final AuthMethods authMethods;
  private final SecretsEngines engines;
  private final InstalledPlugins installed;
  private final PluginVersions versions;

  @Inject
  PluginCatalogRoutes(
      AuthMethods authMethods,
      SecretsEngines engines,
      InstalledPlugins installed,
      PluginVersions versions) {
    this.authMethods = authMethods;
    this.engines = engines;
    this.installed = installed;
    this.versions = versions;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, CATALOG)
            .access(Access.AUTHORIZED)
            .summary("List what can be mounted")
            .answers(LISTED)
            .handle(core(call -> all())),
        Route.on(Operation.LIST, CATALOG + "/:" + TYPE)
            .access(Access.SUDO)
            .summary("List the plugins of one type: auth, secret, database, audit or seal")
            .captures(TYPE, TYPE_HELP)
            .answers(AnswerSchema.keys())
            .handle(core(this::ofType)),
        Route.on(Operation.READ, ONE)
            .access(Access.SUDO)
            .summary("Show a plugin: its version, its file and the checksum of the file")
            .fields(VERSION)
            .captures(TYPE, TYPE_HELP)
            .captures(NAME, NAME_HELP)
            .answers(PLUGIN)
            .handle(core(this::one)),
        refusing(Operation.WRITE, ONE, "Register a plugin, which is refused"),
        refusing(Operation.DELETE, ONE, "Remove a plugin, which is refused"),
        refusing(Operation.WRITE, "plugins/reload/backend", "Reload plugins, which is refused"),
        refusing(
            Operation.WRITE,
            "plugins/reload/:" + TYPE + "/:" + NAME,
            "Reload a plugin, which is refused"));
  }

  // Not a missing path: clients would take that for a catalog without the plugin.
  private static Route refusing(Operation operation, String pattern, String summary) {
    return Route.on(operation, pattern)
        .access(Access.SUDO)
        .summary(summary)
        .anyParameters()
        .captures(TYPE, TYPE_HELP)
        .captures(NAME, NAME_HELP)
        .answers(AnswerSchema.nothing())
        .handle(
            core(
                call -> {
                  throw RefusedException.invalid(
                      "plugins are files of the server: change plugin_directory and start the"
                          + " server again");
                }));
  }

  private Answer all() {
    List<Value> detailed =
        Stream.of(AUTH, SECRET, AUDIT, SEAL)
            .flatMap(type -> names(type).stream().map(name -> entry(type, name)))
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
    return Answer.keys(names(typeOf(call)));
  }

  private static String typeOf(CoreCall call) {
    String type = call.fields().captured(TYPE);
    if (!List.of(AUTH, DATABASE, SECRET, AUDIT, SEAL).contains(type)) {
      throw RefusedException.invalid(
          "the type of a plugin is auth, secret, database, audit or seal");
    }
    return type;
  }

  private Answer one(CoreCall call) {
    String type = typeOf(call);
    String name = call.fields().captured(NAME);
    String wanted = call.fields().value(VERSION);
    if (!names(type).contains(name)
        || !(wanted.isEmpty() || wanted.equals(versions.of(type, name)))) {
      return new Answer.NotFound();
    }
    Optional<InstalledPlugins.Installed> file = installed.of(type, name);
    Value.Builder members =
        common(type, name)
            .put("args", new Value.Items(List.of()))
            .put("command", file.map(InstalledPlugins.Installed::file).orElse(""))
            .put("sha256", file.map(InstalledPlugins.Installed::sha256).orElse(""));
    return Answer.data(members.build());
  }

  private List<String> names(String type) {
    return switch (type) {
      case AUTH -> authMethods.all().stream().map(AuthMethod::type).toList();
      case SECRET -> engines.all().stream().map(SecretsEngine::type).toList();
      default -> installed.typesOf(type);
    };
  }

  private Value.Builder common(String type, String name) {
    Value.Builder members =
        Value.Obj.builder()
            .put(NAME, name)
            .put("version", versions.of(type, name))
            .put("builtin", installed.of(type, name).isEmpty());
    versions.putStatus(type, name, members);
    return members;
  }

  private Value entry(String type, String name) {
    Value.Builder members = common(type, name).put(TYPE, type);
    installed.of(type, name).ifPresent(file -> members.put("sha256", file.sha256()));
    return members.build();
  }
}
