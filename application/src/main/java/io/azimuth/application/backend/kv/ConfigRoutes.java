package io.azimuth.application.backend.kv;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Route;
import io.azimuth.domain.kv.KeySettings;
import java.util.List;

/** What holds for all secrets of a mount (spec 7.1). */
final class ConfigRoutes {

  private static final String CONFIG = "config";

  private ConfigRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, CONFIG).access(Access.AUTHORIZED).handle(ConfigRoutes::read),
        Route.on(Operation.WRITE, CONFIG)
            .access(Access.AUTHORIZED)
            .existence(call -> VersionedSecrets.of(call).settings().isPresent())
            .fields(
                SettingsFields.MAX_VERSIONS,
                SettingsFields.CAS_REQUIRED,
                SettingsFields.DELETE_ALL_AFTER)
            .handle(ConfigRoutes::write));
  }

  private static Answer read(Call call) {
    KeySettings settings = VersionedSecrets.of(call).settingsOrDefault();
    return Answer.data(SecretView.settings(settings).build());
  }

  private static Answer write(Call call) {
    VersionedSecrets secrets = VersionedSecrets.of(call);
    secrets.put(
        SettingsFields.changed(
            secrets.settingsOrDefault(), call.fields(), SettingsFields.DELETE_ALL_AFTER));
    return new Answer.Empty();
  }
}
