package io.azimuth.domain.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The path of a stanza as it is written: fixed, or with <code>{{…}}</code> to be filled in for each
 * caller.
 */
public final class PathTemplate {

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String written;
  private final List<String> literals;
  private final List<TemplateExpression> expressions;
  private final Optional<PathPattern> fixed;

  private PathTemplate(
      String written,
      List<String> literals,
      List<TemplateExpression> expressions,
      Optional<PathPattern> fixed) {
    this.written = written;
    this.literals = List.copyOf(literals);
    this.expressions = List.copyOf(expressions);
    this.fixed = fixed;
  }

  /**
   * Reads the path of a stanza.
   *
   * @throws InvalidPolicyException if braces do not match, wildcards are misused, or no request can
   *     have such a path
   */
  public static PathTemplate parse(String written) {
    List<String> literals = new ArrayList<>();
    List<TemplateExpression> expressions = new ArrayList<>();
    int at = 0;
    for (int open = written.indexOf(OPEN); open >= 0; open = written.indexOf(OPEN, at)) {
      int close = written.indexOf(CLOSE, open);
      literals.add(literal(written, at, open));
      if (close < 0) {
        throw unbalanced(written);
      }
      expressions.add(expression(written, open + OPEN.length(), close));
      at = close + CLOSE.length();
    }
    literals.add(literal(written, at, written.length()));
    if (expressions.isEmpty()) {
      Optional<PathPattern> fixed = Optional.of(PathPattern.parse(written));
      return new PathTemplate(written, literals, expressions, fixed);
    }
    PathTemplate template = new PathTemplate(written, literals, expressions, Optional.empty());
    PathPattern.parse(template.filled(expressions.stream().map(e -> "x").toList()));
    return template;
  }

  private static String literal(String written, int from, int to) {
    String literal = written.substring(from, to);
    if (literal.contains(CLOSE)) {
      throw unbalanced(written);
    }
    return literal;
  }

  private static TemplateExpression expression(String written, int from, int to) {
    if (written.substring(from, to).chars().anyMatch(Character::isISOControl)) {
      throw InvalidPolicyException.atPath(written, "no request can have such a path");
    }
    TemplateExpression expression = new TemplateExpression(written.substring(from, to).strip());
    if (expression.text().contains(OPEN)) {
      throw unbalanced(written);
    }
    return expression;
  }

  private static InvalidPolicyException unbalanced(String written) {
    return InvalidPolicyException.atPath(written, "unbalanced templating characters");
  }

  /** The path as written. */
  public String written() {
    return written;
  }

  /** The pattern, where there is nothing to fill in. */
  public Optional<PathPattern> fixed() {
    return fixed;
  }

  /** Whether id and name of an entity are all that it takes to fill it in. */
  boolean needsOnlyNames() {
    return expressions.stream().allMatch(TemplateExpression::namesEntity);
  }

  /** Its expressions that never have a value. */
  public List<String> unknownExpressions() {
    return expressions.stream()
        .filter(expression -> !expression.isKnown())
        .map(TemplateExpression::text)
        .toList();
  }

  /**
   * The pattern for this caller; empty when an expression in it has no value that may be in a path.
   */
  Optional<PathPattern> resolve(Optional<TemplateSubject> subject) {
    if (fixed.isPresent() || subject.isEmpty()) {
      return fixed;
    }
    List<String> values = new ArrayList<>();
    for (TemplateExpression expression : expressions) {
      Optional<String> value = expression.valueFor(subject.get());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    try {
      return Optional.of(PathPattern.parse(filled(values)));
    } catch (InvalidPolicyException e) { // such as a name that is ".."
      return Optional.empty();
    }
  }

  /**
   * The paths that the template could match, as a rule that denies them all; empty when it can be
   * filled in for the caller.
   */
  Optional<UnfilledTemplateDeny> unfilled(Optional<TemplateSubject> subject) {
    if (resolve(subject).isPresent()) {
      return Optional.empty();
    }
    List<Optional<String>> values =
        expressions.stream().map(e -> subject.flatMap(e::valueFor)).toList();
    boolean oneIsMissing = values.stream().anyMatch(Optional::isEmpty);
    StringBuilder known = new StringBuilder();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < literals.size(); i++) {
      String literal = literals.get(i);
      addKnown(i == 0 && literal.startsWith("/") ? literal.substring(1) : literal, known, texts);
      if (i < values.size()) {
        values
            .get(i)
            .filter(value -> oneIsMissing)
            .ifPresentOrElse(known::append, () -> cut(known, texts));
      }
    }
    texts.add(known.toString());
    return Optional.of(new UnfilledTemplateDeny(written, texts));
  }

  // A wildcard can be anything, too.
  private static void addKnown(String literal, StringBuilder known, List<String> texts) {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == '*' || c == '+') {
        cut(known, texts);
      } else {
        known.append(c);
      }
    }
  }

  private static void cut(StringBuilder known, List<String> texts) {
    texts.add(known.toString());
    known.setLength(0);
  }

  private String filled(List<String> values) {
    StringBuilder filled = new StringBuilder(literals.get(0));
    for (int i = 0; i < values.size(); i++) {
      filled.append(values.get(i)).append(literals.get(i + 1));
    }
    return filled.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathTemplate template && written.equals(template.written);
  }

  @Override
  public int hashCode() {
    return Objects.hash(written);
  }

  @Override
  public String toString() {
    return written;
  }
}
