package io.azimuth.spi.login;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The latest refused logins of each mount at this server, in memory and bounded, and the route that
 * shows them to operators. Those of strangers are kept apart, so that no stranger pushes the others
 * out. Safe for use by many threads.
 */
final class RecentRefusals {

  /** How many of a mount are kept, those of strangers included. */
  static final int PER_MOUNT = 200;

  private static final Field<Integer> LIMIT =
      Field.number("limit", 50, "how many at most, 1 to " + PER_MOUNT);

  /** How many mounts are kept: those that refused a login last. */
  static final int MOUNTS = 32;

  private static final AnswerSchema SHOWN =
      AnswerSchema.data(
          AnswerField.objects(
              "refusals", "the newest first", RefusedLogin.SHOWN.toArray(AnswerField[]::new)),
          AnswerField.object(
              "undecided",
              "logins that ended without a decision",
              UndecidedLogins.SHOWN.toArray(AnswerField[]::new)),
          AnswerField.text("kept_by", "who keeps them, and since when"));

  // Apart, so that strangers at many mounts push out no genuine ones either.
  private final LruCache<String, RecentRefusalBuffer> genuine = new LruCache<>(MOUNTS);
  private final LruCache<String, RecentRefusalBuffer> strangers = new LruCache<>(MOUNTS);
  private final UndecidedLogins undecided = new UndecidedLogins();

  Route route() {
    return Route.on(Operation.READ, "refusals")
        .access(Access.AUTHORIZED)
        .summary("Show the latest logins that this server refused, with all reasons")
        .fields(LIMIT)
        .answers(SHOWN)
        .handle(this::read);
  }

  private Answer read(CallInput call) {
    int limit = call.fields().value(LIMIT);
    if (limit < 1 || limit > PER_MOUNT) {
      throw RefusedException.invalid("limit must be 1 to " + PER_MOUNT);
    }
    return Answer.data(
        Value.Obj.builder()
            .put(
                "refusals",
                new Value.Items(
                    latest(call.mount().uuid(), limit).stream()
                        .<Value>map(RefusedLogin::shown)
                        .toList()))
            .put("undecided", undecided.shown(call.mount().uuid()))
            .put("kept_by", "this server alone, since its start")
            .build());
  }

  void add(String mountUuid, RefusedLogin login) {
    RecentRefusalBuffer buffer =
        (login.genuine() ? genuine : strangers)
            .get(mountUuid, uuid -> new RecentRefusalBuffer(PER_MOUNT / 2));
    synchronized (buffer) {
      buffer.add(login);
    }
  }

  /** Counts a login that ended without a decision. */
  void addUndecided(String mountUuid, Value.Obj login) {
    undecided.add(mountUuid, login);
  }

  /** Counts a login that was granted, if some before it ended without a decision. */
  void addGranted(String mountUuid) {
    undecided.granted(mountUuid);
  }

  /** The latest ones of the mount, at most this number, the newest first. */
  List<RefusedLogin> latest(String mountUuid, int limit) {
    List<RefusedLogin> all = new ArrayList<>();
    Stream.of(strangers, genuine)
        .flatMap(buffers -> buffers.find(mountUuid).stream())
        .forEach(buffer -> addAll(buffer, all));
    Collections.reverse(all); // newest first, for those at the same time
    return all.stream()
        .sorted(Comparator.comparing(RefusedLogin::time).reversed())
        .limit(limit)
        .toList();
  }

  private static void addAll(RecentRefusalBuffer buffer, List<RefusedLogin> all) {
    synchronized (buffer) {
      all.addAll(buffer.all());
    }
  }

  /** Forgets those of a mount that is removed. */
  void forget(String mountUuid) {
    undecided.forget(mountUuid);
    Stream.of(strangers, genuine)
        .forEach(
            buffers ->
                buffers.find(mountUuid).ifPresent(buffer -> buffers.remove(mountUuid, buffer)));
  }
}
