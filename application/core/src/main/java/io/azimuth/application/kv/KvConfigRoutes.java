package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.util.List;

/** The settings for all secrets of a mount: {@code config}. */
final class KvConfigRoutes {

  private static final String CONFIG = "config";

  private KvConfigRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, CONFIG)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.data(SecretView.OF_SETTINGS))
            .handle(KvConfigRoutes::read),
        Route.on(Operation.WRITE, CONFIG)
            .access(Access.AUTHORIZED)
            .existence(call -> KvV2Store.of(call).settings().isPresent())
            .fields(
                VersionSettingsFields.MAX_VERSIONS,
                VersionSettingsFields.CAS_REQUIRED,
                VersionSettingsFields.METADATA_CAS_REQUIRED,
                VersionSettingsFields.DELETE_ALL_AFTER)
            .answers(AnswerSchema.nothing())
            .handle(KvConfigRoutes::write));
  }

  private static Answer read(Call call) {
    KeySettings settings = KvV2Store.of(call).settingsOrDefault();
    return Answer.data(SecretView.settings(settings).build());
  }

  private static Answer write(Call call) {
    KvV2Store secrets = KvV2Store.of(call);
    secrets.put(
        VersionSettingsFields.changed(
            secrets.settingsOrDefault(), call.fields(), VersionSettingsFields.DELETE_ALL_AFTER));
    return new Answer.Empty();
  }
}
