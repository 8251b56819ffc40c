package io.azimuth.domain.azure.role;

import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The condition that a role sets beside its lists. One that was stored and cannot be read any more
 * is kept, and holds for no login. Two are equal when their texts are.
 */
public final class BoundExpression {

  /** The longest condition that a role may be written with, in characters. */
  public static final int MAX_LENGTH = 2048;

  /** The object that is there when Resource Manager returned the resource of the login. */
  public static final String RESOURCE = "resource";

  private final String text;
  private final Optional<Expression> readable;
  private final String problem;

  private BoundExpression(String text, Optional<Expression> readable, String problem) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a condition has a text");
    }
    this.text = text;
    this.readable = readable;
    this.problem = problem;
  }

  /** A condition that can be evaluated. */
  public static BoundExpression of(Expression expression) {
    return new BoundExpression(expression.text(), Optional.of(expression), "");
  }

  /**
   * A stored condition that cannot be read.
   *
   * @param problem why, for the operator
   */
  public static BoundExpression unreadable(String text, String problem) {
    return new BoundExpression(text, Optional.empty(), Objects.requireNonNull(problem, "problem"));
  }

  /** The condition as written. */
  public String text() {
    return text;
  }

  /** Why it cannot be read; empty when it can. */
  public Optional<String> problem() {
    return readable.isPresent() ? Optional.empty() : Optional.of(problem);
  }

  /** A short text that no other condition has: its SHA-256, in hexadecimal digits. */
  public String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The members that it mentions, in the order of their names. */
  public Set<ExpressionMember> members() {
    return readable.<Set<ExpressionMember>>map(it -> new TreeSet<>(it.members())).orElse(Set.of());
  }

  /** Whether it reads what Resource Manager returns, so that a login needs a resource. */
  public boolean readsResource() {
    return members().stream().anyMatch(member -> member.object().equals(RESOURCE));
  }

  /** Whether it is known to be true wherever it can be evaluated. */
  public boolean holdsAlways() {
    return readable.filter(Expression::holdsAlways).isPresent();
  }

  /** Whether it holds for these values. */
  public ExpressionResult evaluate(ExpressionValues values) {
    if (readable.isEmpty()) {
      return ExpressionResult.unusable("the expression cannot be read: " + problem);
    }
    for (ExpressionMember member : members()) {
      Optional<String> why = values.whyUnknown(member);
      if (why.isPresent()) {
        return ExpressionResult.unusable(member + " " + why.get());
      }
    }
    return readable.get().evaluate(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BoundExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
