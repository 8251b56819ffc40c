package io.azimuth.spi.login;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.route.AnswerField;
import java.util.List;

/**
 * The logins of each mount that ended without a decision at this server, because another system did
 * not answer: how many, and the latest one. Such a fault hits all logins alike, so the others would
 * add nothing. Safe for use by many threads.
 */
final class UndecidedLogins {

  /** What {@link #shown} shows. */
  static final List<AnswerField> SHOWN =
      List.of(
          AnswerField.number("count", "how many"),
          AnswerField.object(
                  "latest",
                  "the latest one",
                  AnswerField.time("time", "when it ended"),
                  AnswerField.text("request_id", "the id of the request, also in the audit log"),
                  AnswerField.text("client_address", "the address of the caller"),
                  AnswerField.text("sentence", "what failed"))
              .orNull());

  private static final Value.Obj NONE =
      Value.Obj.builder().put("count", 0).put("latest", Value.NULL).build();

  private final LruCache<String, Undecided> mounts = new LruCache<>(RecentRefusals.MOUNTS);

  private record Undecided(long count, Value.Obj latest) {

    Undecided and(Value.Obj next) {
      return new Undecided(count + 1, next);
    }
  }

  /**
   * Counts one.
   *
   * @param login what operators read of it
   */
  synchronized void add(String mountUuid, Value.Obj login) {
    mounts.put(
        mountUuid,
        mounts
            .find(mountUuid)
            .map(before -> before.and(login))
            .orElseGet(() -> new Undecided(1, login)));
  }

  Value.Obj shown(String mountUuid) {
    return mounts
        .find(mountUuid)
        .map(it -> Value.Obj.builder().put("count", it.count()).put("latest", it.latest()).build())
        .orElse(NONE);
  }

  void forget(String mountUuid) {
    mounts.find(mountUuid).ifPresent(there -> mounts.remove(mountUuid, there));
  }
}
