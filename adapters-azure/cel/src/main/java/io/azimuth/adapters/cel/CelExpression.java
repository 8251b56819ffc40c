package io.azimuth.adapters.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionValues;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An expression of CEL that was read and checked. */
final class CelExpression implements Expression {

  private final String text;
  private final Set<ExpressionMember> members;
  private final Set<String> objects;
  private final boolean always;
  private final CelRuntime.Program program;

  CelExpression(
      String text,
      Set<ExpressionMember> members,
      Set<String> objects,
      boolean always,
      CelRuntime.Program program) {
    this.text = text;
    this.members = Set.copyOf(members);
    this.objects = Set.copyOf(objects);
    this.always = always;
    this.program = program;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public Set<ExpressionMember> members() {
    return members;
  }

  @Override
  public boolean holdsAlways() {
    return always;
  }

  @Override
  public ExpressionResult evaluate(ExpressionValues values) {
    Map<String, Object> variables = new HashMap<>();
    objects.forEach(object -> variables.put(object, values.of(object)));
    try {
      Object result = program.eval(variables);
      if (result instanceof Boolean holds) {
        return holds ? ExpressionResult.TRUE : ExpressionResult.FALSE;
      }
      return ExpressionResult.unusable("the expression has no result");
    } catch (CelEvaluationException e) {
      return ExpressionResult.unusable(why(e.getErrorCode()));
    } catch (RuntimeException e) {
      // Whatever the library throws: a login is refused then, and is no fault of the server.
      return ExpressionResult.unusable("the library failed: " + e.getClass().getSimpleName());
    }
  }

  // Not the library's own sentence, which may hold values.
  private static String why(CelErrorCode code) {
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> "it reads what has no value";
      case INDEX_OUT_OF_BOUNDS -> "it reads beyond the end of a list";
      default -> "the evaluation failed: " + code.name();
    };
  }
}
