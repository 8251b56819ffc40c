package io.azimuth.spi.login;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.route.AnswerField;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The logins of each mount that ended without a decision at this server, because another system did
 * not answer: how many, the latest one, and how many were granted since. Such a fault hits all
 * logins alike, so the others would add nothing. Safe for use by many threads.
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
              .orNull(),
          AnswerField.number("granted_since", "how many logins were granted since the latest one"));

  private static final Value.Obj NONE =
      Value.Obj.builder().put("count", 0).put("latest", Value.NULL).put("granted_since", 0).build();

  private final LruCache<String, Undecided> mounts = new LruCache<>(RecentRefusals.MOUNTS);

  private volatile boolean isEmpty = true; // so that a login costs nothing as long as none failed

  private record Undecided(long count, Value.Obj latest, AtomicLong grantedSince) {

    Undecided(long count, Value.Obj latest) {
      this(count, latest, new AtomicLong());
    }

    Undecided and(Value.Obj next) {
      return new Undecided(count + 1, next);
    }

    Value.Obj shown() {
      return Value.Obj.builder()
          .put("count", count)
          .put("latest", latest)
          .put("granted_since", grantedSince.get())
          .build();
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
    isEmpty = false;
  }

  /** Counts a login that was granted: the other system may answer again. */
  void granted(String mountUuid) {
    if (!isEmpty) {
      mounts.find(mountUuid).ifPresent(it -> it.grantedSince().incrementAndGet());
    }
  }

  Value.Obj shown(String mountUuid) {
    return mounts.find(mountUuid).map(Undecided::shown).orElse(NONE);
  }

  void forget(String mountUuid) {
    mounts.find(mountUuid).ifPresent(there -> mounts.remove(mountUuid, there));
  }
}
