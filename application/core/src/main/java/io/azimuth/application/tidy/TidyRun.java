package io.azimuth.application.tidy;

import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One way through all entities, and its report. For use by one thread. */
final class TidyRun {

  private static final String STARTED = "time_started";
  private static final String STATE = "state";
  private static final String INTERRUPTED = "interrupted";

  /** The members of the report. */
  static final List<AnswerField> REPORT =
      List.of(
          AnswerField.text(STATE, "running, finished or interrupted"),
          AnswerField.flag("dry_run", "whether nothing was removed"),
          AnswerField.seconds("unused_for", "for how long the entities were given no token"),
          AnswerField.time(STARTED, "when it began"),
          AnswerField.time("time_finished", "when it ended; null while it runs").orNull(),
          AnswerField.number("looked_at", "entities that it has seen"),
          AnswerField.number(
              "with_tokens", "unused entities that stay: they have tokens of before"),
          AnswerField.number(
              "changed", "unused entities that stay: they were used or changed then"),
          AnswerField.number("entities", "entities that were removed, or would be"),
          AnswerField.number("aliases", "their aliases"),
          AnswerField.objects(
              "listed",
              "the first of them",
              AnswerField.text("id", "its id"),
              AnswerField.text("name", "its name"),
              AnswerField.time("last_token_time", "when it was given a token last"),
              AnswerField.objects(
                  "aliases",
                  "its aliases",
                  AnswerField.text("mount_accessor", "the auth method that knows it so"),
                  AnswerField.text("name", "its name there"))),
          AnswerField.text("error", "what interrupted it; null when nothing did").orNull());

  private static final int MOST_LISTED = 500;

  // A record of the store is a megabyte at most, and a character of a name six bytes of it.
  private static final int MOST_LISTED_CHARACTERS = 100_000;

  private final boolean dry;
  private final Duration unusedFor;
  private final Instant started;
  private final List<Value> listed = new ArrayList<>();
  private int listedCharacters;
  private long lookedAt;
  private long withTokens;
  private long changed;
  private long entities;
  private long aliases;

  TidyRun(boolean dry, Duration unusedFor, Instant started) {
    this.dry = dry;
    this.unusedFor = unusedFor;
    this.started = started;
  }

  boolean isDry() {
    return dry;
  }

  Duration unusedFor() {
    return unusedFor;
  }

  long entities() {
    return entities;
  }

  void lookedAt(int more) {
    lookedAt += more;
  }

  void withTokens(int more) {
    withTokens += more;
  }

  /** An entity that is used or changed meanwhile, and stays. */
  void changed() {
    changed++;
  }

  /** An entity that is gone, or would be. */
  void gone(Entity entity) {
    entities++;
    aliases += entity.aliases().size();
    listedCharacters += characters(entity);
    if (listed.size() < MOST_LISTED && listedCharacters <= MOST_LISTED_CHARACTERS) {
      listed.add(brief(entity).build());
    }
  }

  private static int characters(Entity entity) {
    return entity.name().length()
        + entity.aliases().stream().mapToInt(alias -> alias.name().length()).sum();
  }

  /** What reports and audit records show of an entity. */
  static Value.Builder brief(Entity entity) {
    return Value.Obj.builder()
        .put("id", entity.id())
        .put("name", entity.name())
        .put(
            "last_token_time", entity.activity().map(it -> it.lastToken().toString()).orElseThrow())
        .put(
            "aliases",
            new Value.Items(entity.aliases().stream().<Value>map(TidyRun::brief).toList()));
  }

  private static Value.Obj brief(Alias alias) {
    return Value.Obj.builder()
        .put("mount_accessor", alias.mountAccessor())
        .put("name", alias.name())
        .build();
  }

  /** When the run of this report began; empty when the report does not say it. */
  static Optional<Instant> begun(Value.Obj report) {
    return report.get(STARTED).map(value -> Instant.parse(((Value.Text) value).text()));
  }

  /** Whether the run of this report ended before it had looked at all entities. */
  static boolean wasInterrupted(Value.Obj report) {
    return report.get(STATE).filter(Value.of(INTERRUPTED)::equals).isPresent();
  }

  Value.Obj running() {
    return report("running", Optional.empty(), Optional.empty());
  }

  Value.Obj finished(Instant now) {
    return report("finished", Optional.of(now), Optional.empty());
  }

  Value.Obj interrupted(Instant now, String error) {
    return report(INTERRUPTED, Optional.of(now), Optional.of(error));
  }

  private Value.Obj report(String state, Optional<Instant> ended, Optional<String> error) {
    return Value.Obj.builder()
        .put(STATE, state)
        .put("dry_run", dry)
        .put("unused_for", unusedFor.toSeconds())
        .put(STARTED, started.toString())
        .put("time_finished", ended.map(it -> Value.of(it.toString())).orElse(Value.NULL))
        .put("looked_at", lookedAt)
        .put("with_tokens", withTokens)
        .put("changed", changed)
        .put("entities", entities)
        .put("aliases", aliases)
        .put("listed", new Value.Items(listed))
        .put("error", error.map(Value::of).orElse(Value.NULL))
        .build();
  }

  @Override
  public String toString() {
    return "dry_run="
        + dry
        + ", looked_at="
        + lookedAt
        + ", entities="
        + entities
        + ", aliases="
        + aliases
        + ", with_tokens="
        + withTokens
        + ", changed="
        + changed;
  }
}
