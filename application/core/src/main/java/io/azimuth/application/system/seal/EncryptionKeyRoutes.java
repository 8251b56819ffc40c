package io.azimuth.application.system.seal;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.KeyStatus;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.SealWatch;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The key that encrypts the records: its state and its rotation. */
@Singleton
final class EncryptionKeyRoutes {

  private static final Field<Boolean> ENABLED =
      Field.flag("enabled", true, "whether keys are replaced by themselves; always");
  private static final Field<Double> MAX_OPERATIONS =
      Field.decimal("max_operations", 0, "how many values a key encrypts; fixed");
  private static final Field<Duration> INTERVAL =
      Field.duration("interval", Duration.ZERO, "how long a key is used; without limit");

  private static final List<Field<?>> CONFIG = List.of(ENABLED, MAX_OPERATIONS, INTERVAL);

  private final Barrier barrier;
  private final SealWatch watch;

  @Inject
  EncryptionKeyRoutes(Barrier barrier, SealWatch watch) {
    this.barrier = barrier;
    this.watch = watch;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "key-status")
            .access(Access.AUTHORIZED)
            .summary("Say which encryption key is in use")
            .rendering(Rendering.DATA_AT_ROOT)
            .answers(
                AnswerSchema.data(
                    AnswerField.number("term", "the number of the key"),
                    AnswerField.time("install_time", "when it began"),
                    AnswerField.number("encryptions", "how many values it encrypted")))
            .handle(core(call -> status())),
        rotating("rotate"),
        rotating("rotate/keyring"),
        showingConfig("rotate/config"),
        showingConfig("rotate/keyring/config"),
        changingConfig("rotate/config"),
        changingConfig("rotate/keyring/config"));
  }

  private Route rotating(String path) {
    return Route.on(Operation.WRITE, path)
        .access(Access.SUDO)
        .summary("Begin a new encryption key")
        .answers(AnswerSchema.nothing())
        .handle(core(this::rotate));
  }

  private Route showingConfig(String path) {
    return Route.on(Operation.READ, path)
        .access(Access.SUDO)
        .summary("Say when a new encryption key begins by itself")
        .answers(AnswerSchema.data(AnswerField.of(CONFIG)))
        .handle(core(call -> config()));
  }

  private Route changingConfig(String path) {
    return Route.on(Operation.WRITE, path)
        .access(Access.SUDO)
        .summary("Accept the one rule of when that is")
        .fields(CONFIG)
        .answers(AnswerSchema.nothing())
        .handle(core(this::configure));
  }

  private Answer config() {
    return Answer.data(
        Value.Obj.builder()
            .put(ENABLED.name(), true)
            .put(MAX_OPERATIONS.name(), barrier.mostEncryptions())
            .put(INTERVAL.name(), 0)
            .build());
  }

  // Fewer encryptions would be as safe, more would not; one rule is one thing less to get wrong.
  private Answer configure(CoreCall call) {
    Fields fields = call.fields();
    long operations =
        fields.present(MAX_OPERATIONS).map(Double::longValue).orElse(barrier.mostEncryptions());
    if (!fields.value(ENABLED)
        || operations != barrier.mostEncryptions()
        || !fields.value(INTERVAL).isZero()) {
      throw RefusedException.invalid(
          "a key is always replaced before "
              + barrier.mostEncryptions()
              + " encryptions, which cannot be changed; to replace it in between, write to"
              + " sys/rotate");
    }
    return new Answer.Empty();
  }

  private Answer status() {
    KeyStatus key = barrier.keyStatus();
    return Answer.data(
        Value.Obj.builder()
            .put("term", key.term())
            .put("install_time", key.installed().toString())
            .put("encryptions", key.encryptions())
            .build());
  }

  private Answer rotate(CoreCall call) {
    call.afterCommit().onSettled(barrier.stageEncryptionKey(call.work()));
    call.afterCommit().onSettled(watch::checkSoon);
    return new Answer.Empty();
  }
}
