package io.azimuth.application.federation;

import io.azimuth.domain.policy.TemplateSubject;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The text between <code>{{</code> and <code>}}</code> of the template of a role. */
final class ClaimExpression {

  private static final String ENTITY = "identity.entity.";
  private static final String ALIASES = "aliases.";
  private static final String GROUPS = "identity.groups.";
  private static final String METADATA = "metadata";
  private static final String CUSTOM_METADATA = "custom_metadata";
  private static final String NOW = "time.now";
  private static final TemplateSubject.Alias NO_ALIAS =
      new TemplateSubject.Alias("", "", Map.of(), Map.of());

  private final BiFunction<TemplateSubject, Instant, Value> value;

  private ClaimExpression(BiFunction<TemplateSubject, Instant, Value> value) {
    this.value = value;
  }

  /** Reads the expression; white space at its ends is ignored. */
  static Checked<ClaimExpression> parse(String text) {
    String expression = text.strip();
    if (expression.startsWith(NOW)) {
      return offset(expression.substring(NOW.length()))
          .map(
              offset ->
                  new ClaimExpression(
                      (subject, now) -> Value.of(now.plus(offset).getEpochSecond())));
    }
    if (expression.startsWith(GROUPS)) {
      return Checked.problem(
          "identity.groups has no value in a token; there are identity.entity.groups.names and"
              + " identity.entity.groups.ids");
    }
    return after(expression, ENTITY)
        .flatMap(ClaimExpression::ofEntity)
        .map(of -> Checked.of(new ClaimExpression((subject, now) -> of.apply(subject))))
        .orElseGet(() -> Checked.problem("no value could be found for " + Quoted.of(expression)));
  }

  /** Its value for this entity at this time. */
  Value valueFor(TemplateSubject subject, Instant now) {
    return value.apply(subject, now);
  }

  private static Optional<Function<TemplateSubject, Value>> ofEntity(String what) {
    return switch (what) {
      case "id" -> Optional.of(subject -> Value.of(subject.id()));
      case "name" -> Optional.of(subject -> Value.of(subject.name()));
      case "groups.names" ->
          Optional.of(s -> Value.of(s.groups().stream().map(TemplateSubject.Group::name).toList()));
      case "groups.ids" ->
          Optional.of(s -> Value.of(s.groups().stream().map(TemplateSubject.Group::id).toList()));
      default ->
          after(what, ALIASES)
              .map(ClaimExpression::ofAlias)
              .orElseGet(() -> pairs(what, METADATA).map(of -> s -> of.apply(s.metadata())));
    };
  }

  // An entity without that alias has empty values, as in Vault, so that its token has the claim.
  private static Optional<Function<TemplateSubject, Value>> ofAlias(String rest) {
    int dot = rest.indexOf('.');
    if (dot <= 0) {
      return Optional.empty();
    }
    String accessor = rest.substring(0, dot);
    return ofAliasItself(rest.substring(dot + 1))
        .map(of -> subject -> of.apply(subject.aliases().getOrDefault(accessor, NO_ALIAS)));
  }

  private static Optional<Function<TemplateSubject.Alias, Value>> ofAliasItself(String what) {
    return switch (what) {
      case "id" -> Optional.of(alias -> Value.of(alias.id()));
      case "name" -> Optional.of(alias -> Value.of(alias.name()));
      default ->
          pairs(what, METADATA)
              .<Function<TemplateSubject.Alias, Value>>map(of -> a -> of.apply(a.metadata()))
              .or(() -> pairs(what, CUSTOM_METADATA).map(of -> a -> of.apply(a.customMetadata())));
    };
  }

  // All pairs as an object in the order of their keys, or one of them, empty if it is missing.
  private static Optional<Function<Map<String, String>, Value>> pairs(String what, String name) {
    if (what.equals(name)) {
      return Optional.of(pairs -> Value.of(new TreeMap<>(pairs)));
    }
    return after(what, name + ".").map(key -> pairs -> Value.of(pairs.getOrDefault(key, "")));
  }

  private static Checked<Duration> offset(String operation) {
    if (operation.isEmpty()) {
      return Checked.of(Duration.ZERO);
    }
    return after(operation, ".plus.")
        .map(GoDuration::parse)
        .or(
            () ->
                after(operation, ".minus.")
                    .map(GoDuration::parse)
                    .map(d -> d.map(Duration::negated)))
        .orElseGet(
            () ->
                Checked.problem("after time.now comes nothing, .plus.DURATION or .minus.DURATION"));
  }

  private static Optional<String> after(String text, String prefix) {
    return text.startsWith(prefix) && text.length() > prefix.length()
        ? Optional.of(text.substring(prefix.length()))
        : Optional.empty();
  }
}
