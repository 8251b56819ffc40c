package io.azimuth.adapters.cel;

import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.expression.ExpressionLanguage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A part of CEL that is pure and whose cost is bounded by the shape of an expression: {@code &&},
 * {@code ||}, {@code !}, {@code ? :}, comparisons, {@code in}, lists, {@code has}, {@code size},
 * {@code startsWith}, {@code endsWith}, {@code contains}, {@code matches} and {@code timestamp}.
 * There are no loops (macros), no arithmetic, no conversions and no functions of our own.
 *
 * <p>The library is loaded with the first expression that is read.
 */
public final class CelLanguage implements ExpressionLanguage {

  private final Map<ExpressionSchema, CelReader> readers = new ConcurrentHashMap<>();

  /** The language; found by {@link java.util.ServiceLoader}. */
  public CelLanguage() {}

  @Override
  public Checked<Expression> read(String text, ExpressionSchema schema) {
    return readers.computeIfAbsent(schema, CelReader::new).read(text);
  }
}
