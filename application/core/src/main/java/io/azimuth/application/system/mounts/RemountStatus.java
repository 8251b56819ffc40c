package io.azimuth.application.system.mounts;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.storage.MountStorage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The status of moved mounts, in the storage of {@code sys}. A move is one commit, so the only
 * status is success; it is kept for a day.
 */
@Singleton
final class RemountStatus {

  private static final String PREFIX = "remount/";
  private static final String AT = "at";
  private static final String SOURCE = "source_mount";
  private static final String TARGET = "target_mount";

  /** The member with the id of a move. */
  static final AnswerField ID = AnswerField.text("migration_id", "the id of the move");

  /** What {@link #status} answers. */
  static final AnswerSchema SHOWN =
      AnswerSchema.data(
          ID,
          AnswerField.object(
              "migration_info",
              "the move",
              AnswerField.text(SOURCE, "where the mount was"),
              AnswerField.text(TARGET, "where it is"),
              AnswerField.text("status", "success")));

  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MAX_FORGOTTEN = 100; // in one batch

  @Inject
  RemountStatus() {}

  /** Stages the status of a move. */
  void recordMoved(CoreCall call, String id, MountPath from, MountPath to) {
    MountStorage storage = call.storage();
    storage.list(PREFIX).stream()
        .filter(old -> isOutdated(storage, old, call.now()))
        .limit(MAX_FORGOTTEN)
        .forEach(old -> storage.delete(PREFIX + old));
    storage.put(
        PREFIX + id,
        Value.Obj.builder()
            .put(SOURCE, from.text())
            .put(TARGET, to.text())
            .put(AT, call.now().toString())
            .build());
  }

  private static boolean isOutdated(MountStorage storage, String id, Instant now) {
    return storage
        .get(PREFIX + id)
        .flatMap(record -> text(record, AT))
        .filter(at -> Instant.parse(at).plus(KEPT).isAfter(now))
        .isEmpty();
  }

  /** The status of the move with the id in the path. */
  Answer status(CoreCall call) {
    String id = call.fields().captured("id");
    return call.storage()
        .get(PREFIX + id)
        .map(record -> shown(id, record))
        .orElseGet(Answer.NotFound::new);
  }

  private static Answer shown(String id, Value.Obj record) {
    Value.Obj info =
        Value.Obj.builder()
            .put(SOURCE, text(record, SOURCE).orElse(""))
            .put(TARGET, text(record, TARGET).orElse(""))
            .put("status", "success")
            .build();
    return Answer.data(
        Value.Obj.builder().put("migration_id", id).put("migration_info", info).build());
  }

  private static Optional<String> text(Value.Obj record, String name) {
    return record.get(name).stream()
        .filter(Value.Text.class::isInstance)
        .map(value -> ((Value.Text) value).text())
        .findFirst();
  }
}
