package io.azimuth.application.tidy;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.identity.backend.IdentityRoutes;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.sweep.BackgroundExecutor;
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
import java.time.Duration;
import java.util.List;

/**
 * The removal of unused entities: {@code config/auto-tidy}, {@code tidy} and {@code tidy-status},
 * named as those of Vault's PKI engine.
 */
@Singleton
public final class TidyRoutes implements IdentityRoutes {

  private static final String CONFIG = "config/auto-tidy";

  private static final Field<Boolean> ENABLED =
      Field.flag("enabled", false, "whether unused entities are removed from time to time");
  private static final Field<Duration> UNUSED_FOR =
      Field.duration(
          "unused_for",
          TidySettings.STANDARD.unusedFor(),
          "for how long an entity must have been given no token; 24h or more");
  private static final Field<Duration> INTERVAL =
      Field.duration(
          "interval_duration",
          TidySettings.STANDARD.interval(),
          "from the beginning of one run to that of the next; 1h or more");
  private static final Field<Duration> UNUSED_FOR_ONCE =
      Field.duration(
          "unused_for",
          Duration.ZERO,
          "for how long an entity must have been given no token; as config/auto-tidy says if it is"
              + " not sent");
  private static final Field<Boolean> DRY_RUN =
      Field.flag("dry_run", false, "whether nothing is removed: tidy-status has what would be");

  private static final AnswerSchema STATUS =
      AnswerSchema.data(
          AnswerField.object("run", "the latest run, if there was one", members()).orNull(),
          AnswerField.object("dry_run", "the latest dry run, if there was one", members())
              .orNull());

  private final TidyRecords records;
  private final EntityTidy tidy;
  private final BackgroundExecutor background;

  @Inject
  TidyRoutes(TidyRecords records, EntityTidy tidy, BackgroundExecutor background) {
    this.records = records;
    this.tidy = tidy;
    this.background = background;
  }

  private static AnswerField[] members() {
    return TidyRun.REPORT.toArray(AnswerField[]::new);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, CONFIG)
            .access(Access.AUTHORIZED)
            .summary("Read when unused entities are removed")
            .answers(AnswerSchema.data(AnswerField.of(List.of(ENABLED, UNUSED_FOR, INTERVAL))))
            .handle(core(this::read)),
        Route.on(Operation.WRITE, CONFIG)
            .access(Access.AUTHORIZED)
            .summary("Set when unused entities are removed")
            .fields(ENABLED, UNUSED_FOR, INTERVAL)
            .answers(AnswerSchema.nothing())
            .handle(core(this::write)),
        Route.on(Operation.WRITE, "tidy")
            .access(Access.AUTHORIZED)
            .summary("Remove unused entities now, or list them")
            .fields(UNUSED_FOR_ONCE, DRY_RUN)
            .answers(AnswerSchema.accepted())
            .handle(core(this::begin)),
        Route.on(Operation.READ, "tidy-status")
            .access(Access.AUTHORIZED)
            .summary("Read what the latest runs removed or would remove")
            .answers(STATUS)
            .handle(core(this::status)));
  }

  private Answer read(CoreCall call) {
    TidySettings settings = records.settings(call.work());
    return Answer.data(
        Value.Obj.builder()
            .put(ENABLED.name(), ENABLED.toValue(settings.enabled()))
            .put(UNUSED_FOR.name(), UNUSED_FOR.toValue(settings.unusedFor()))
            .put(INTERVAL.name(), INTERVAL.toValue(settings.interval()))
            .build());
  }

  private Answer write(CoreCall call) {
    TidySettings before = records.settings(call.work());
    TidySettings settings =
        new TidySettings(
            call.fields().present(ENABLED).orElse(before.enabled()),
            call.fields().present(UNUSED_FOR).orElse(before.unusedFor()),
            call.fields().present(INTERVAL).orElse(before.interval()));
    records.put(call.work(), RefusedException.orRefuse(settings.checked()));
    return new Answer.Empty();
  }

  private Answer begin(CoreCall call) {
    TidySettings settings = records.settings(call.work());
    Duration unusedFor = call.fields().present(UNUSED_FOR_ONCE).orElse(settings.unusedFor());
    TidySettings once =
        RefusedException.orRefuse(
            new TidySettings(settings.enabled(), unusedFor, settings.interval()).checked());
    boolean dry = call.fields().value(DRY_RUN);
    if (!tidy.reserve()) {
      return new Answer.Accepted(
          List.of("Tidy operation already in progress: identity/tidy-status says how far it is."));
    }
    try {
      background.execute(() -> tidy.run(once.unusedFor(), dry));
    } catch (RuntimeException e) {
      tidy.release();
      throw e;
    }
    return new Answer.Accepted(
        List.of(
            "Tidy operation successfully started. Information about it is in"
                + " identity/tidy-status and in the server's log."));
  }

  private Answer status(CoreCall call) {
    return Answer.data(
        Value.Obj.builder()
            .put("run", report(call, false))
            .put("dry_run", report(call, true))
            .build());
  }

  private Value report(CoreCall call, boolean dry) {
    return records.report(call.work(), dry).map(Value.class::cast).orElse(Value.NULL);
  }
}
