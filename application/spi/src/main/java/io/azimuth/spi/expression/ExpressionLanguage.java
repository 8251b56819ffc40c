package io.azimuth.spi.expression;

import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.text.Checked;
import java.util.ServiceLoader;

/**
 * Reads conditions that operators write. What it reads has no effect, calls no other system, and
 * ends within a bounded number of steps, whatever its text and the values are. Safe for use by many
 * threads.
 */
public interface ExpressionLanguage {

  /** A server that was built without a language. */
  ExpressionLanguage NONE = (text, schema) -> Checked.problem("this server reads no expressions");

  /**
   * The condition, or a sentence that explains what is wrong with it: it cannot be read, it is no
   * condition, it mentions what the schema does not have or another type, it can never have a
   * value, or it is too large. A text beside a member is compared in the spelling that the schema
   * has for the member, so {@code claims.oid == 'A'} and {@code claims.oid == 'a'} are the same for
   * one in lower case.
   *
   * @param text at most 2,048 characters
   */
  Checked<Expression> read(String text, ExpressionSchema schema);

  /** The language of this server, found by {@link ServiceLoader}; {@link #NONE} if it has none. */
  static ExpressionLanguage installed() {
    return ServiceLoader.load(ExpressionLanguage.class, ExpressionLanguage.class.getClassLoader())
        .findFirst()
        .orElse(NONE);
  }
}
