package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.federation.SigningKeys;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads and changes the settings of a mount, under each of its two paths. */
@Singleton
final class TuneRoutes {

  private static final String PATH = "path";

  /** The settings that can be tuned on the server's own secrets engines. */
  private static final Set<Field<?>> OF_BUILT_IN =
      Set.of(MountFields.AUDIT_REQUEST_KEYS, MountFields.AUDIT_RESPONSE_KEYS);

  private final MountTables tables;
  private final MountSettingsReader reader;
  private final SystemLifetimes system;
  private final SigningKeys signingKeys;
  private final SecretsEngines engines;

  @Inject
  TuneRoutes(
      MountTables tables,
      MountSettingsReader reader,
      SystemLifetimes system,
      SigningKeys signingKeys,
      SecretsEngines engines) {
    this.tables = tables;
    this.reader = reader;
    this.system = system;
    this.signingKeys = signingKeys;
    this.engines = engines;
  }

  List<Route> routes() {
    return Stream.of(
            routes("auth/:path*/tune", Access.SUDO, MountPath.AUTH),
            routes("mounts/auth/:path*/tune", Access.AUTHORIZED, MountPath.AUTH),
            routes("mounts/:path*/tune", Access.AUTHORIZED, ""))
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> routes(String pattern, Access access, String prefix) {
    return List.of(
        Route.on(Operation.READ, pattern)
            .access(access)
            .rendering(Rendering.DATA_AT_ROOT)
            .captures(PATH, MountView.PATH_HELP)
            .answers(AnswerSchema.data(MountView.OF_TUNING))
            .handle(core(call -> Answer.data(MountView.tuning(mount(call, prefix), system)))),
        Route.on(Operation.WRITE, pattern)
            .access(access)
            .fields(MountFields.TUNE)
            .answers(AnswerSchema.nothing())
            .handle(core(call -> tune(call, mount(call, prefix)))));
  }

  private Mount mount(CoreCall call, String prefix) {
    String path = prefix + call.fields().captured(PATH);
    return MountPath.parse(path)
        .flatMap(parsed -> tables.of(call.work()).at(parsed))
        .orElseThrow(
            () -> RefusedException.invalid("cannot fetch sysview for path \"" + path + "/\""));
  }

  private Answer tune(CoreCall call, Mount mount) {
    Fields fields = call.fields();
    if (!mount.path().isAuth() && mount.path().isReserved()) {
      refuseAllBut(OF_BUILT_IN, fields, mount);
    }
    checkTokenType(fields, mount);
    MountFields.refuseLockout(fields, mount.type());
    MountSettings settings = reader.tuned(mount.settings(), fields);
    signingKeys.requireForMount(call.work(), settings.identityTokenKey());
    String description = fields.present(MountFields.DESCRIPTION).orElse(mount.description());
    Map<String, String> options = options(fields, mount);
    List<String> warnings = changes(mount, options, call);
    call.work().mounts().put(mount.tuned(description, settings.withOptions(options)));
    call.work().beginEpoch();
    return fields.done(warnings);
  }

  // Merged into the current options; an empty value removes an option.
  private static Map<String, String> options(Fields fields, Mount mount) {
    Map<String, String> options = new TreeMap<>(mount.settings().options());
    options.putAll(fields.value(MountFields.OPTIONS));
    options.values().removeIf(String::isEmpty);
    return options;
  }

  private List<String> changes(Mount mount, Map<String, String> options, CoreCall call) {
    if (options.equals(mount.settings().options())) {
      return List.of();
    }
    if (mount.path().isAuth()) {
      return List.of(); // no auth method has options; they are shown as they were set
    }
    return engines
        .ofType(mount.type())
        .orElseThrow(() -> RefusedException.invalid("the engine of this mount is not loaded"))
        .change(mount, options, MountTransactions.of(call.work(), mount.uuid()));
  }

  private static void refuseAllBut(Set<Field<?>> allowed, Fields fields, Mount mount) {
    for (Field<?> field : MountFields.TUNE) {
      if (!allowed.contains(field) && isAskedFor(fields, field)) {
        throw RefusedException.invalid(
            "cannot tune parameter " + field.name() + " of " + mount.path());
      }
    }
  }

  private static void checkTokenType(Fields fields, Mount mount) {
    if (!isAskedFor(fields, MountFields.TOKEN_TYPE)) {
      return;
    }
    if (!mount.path().isAuth()) {
      throw RefusedException.invalid("'token_type' can only be modified on auth mounts");
    }
    if (mount.path().isBuiltIn()) {
      throw RefusedException.invalid(
          "'token_type' cannot be set for 'token' or 'ns_token' auth mounts");
    }
  }

  private static boolean isAskedFor(Fields fields, Field<?> field) {
    Optional<Value> sent = fields.sent(field);
    return sent.filter(MountFields::isNonZero).isPresent();
  }
}
