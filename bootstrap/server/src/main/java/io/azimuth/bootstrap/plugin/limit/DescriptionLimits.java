package io.azimuth.bootstrap.plugin.limit;

import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Optional;

/**
 * What a plugin may say of its routes: the server makes documents of it, which are read on
 * terminals, too.
 */
public final class DescriptionLimits {

  /** Of objects in the data of an answer. */
  static final int DEPTH = 16;

  /** Routes, parameters and members of answers, all together. */
  static final int PARTS = 10_000;

  /** In characters. */
  static final int LONGEST_TEXT = 4_096;

  /** Of all texts together, in characters. */
  static final long ALL_TEXTS = 1L << 20;

  private int parts;
  private long characters;
  private Optional<String> problem = Optional.empty();

  private DescriptionLimits() {}

  /** Why the description cannot be shown; empty when it can. */
  public static Optional<String> problem(String description, List<Route> routes) {
    DescriptionLimits limits = new DescriptionLimits();
    limits.take(description);
    routes.forEach(limits::take);
    return limits.problem;
  }

  private void take(Route route) {
    count();
    take(route.pattern().toString());
    route.summary().ifPresent(this::take);
    route
        .pattern()
        .captures()
        .keySet()
        .forEach(capture -> route.captureHelp(capture).ifPresent(this::take));
    route.fields().forEach(this::take);
    route.answers().ifPresent(answer -> take(answer.members(), 1));
  }

  private void take(Field<?> field) {
    count();
    take(field.name());
    take(field.help());
    field.refusal().ifPresent(this::take);
    if (field.absent() instanceof String fallback) {
      take(fallback);
    }
  }

  private void take(List<AnswerField> members, int depth) {
    if (depth > DEPTH && !members.isEmpty()) {
      note("describes an answer deeper than " + DEPTH);
    }
    for (AnswerField member : members) {
      if (problem.isPresent()) {
        return; // a few members, each in two others, can be more than any memory holds
      }
      count();
      take(member.name());
      take(member.help());
      take(member.members(), depth + 1);
    }
  }

  private void count() {
    if (++parts > PARTS) {
      note("describes more than " + PARTS + " routes, parameters and members of answers");
    }
  }

  private void take(String text) {
    characters += text.length();
    if (text.length() > LONGEST_TEXT || characters > ALL_TEXTS) {
      note("describes itself in too many words");
    } else if (text.replace("\r\n", "\n").chars().anyMatch(DescriptionLimits::isControl)) {
      note("has a control character in a description");
    }
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t';
  }

  private void note(String first) {
    problem = problem.or(() -> Optional.of(first));
  }
}
