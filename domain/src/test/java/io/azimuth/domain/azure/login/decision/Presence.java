package io.azimuth.domain.azure.login.decision;

import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionValues;
import java.util.Set;

/**
 * Holds when the member is there, or when it is not.
 *
 * @param wanted whether it shall be there
 */
record Presence(ExpressionMember member, boolean wanted) implements Expression {

  @Override
  public String text() {
    return (wanted ? "" : "!") + "has(" + member + ")";
  }

  @Override
  public Set<ExpressionMember> members() {
    return Set.of(member);
  }

  @Override
  public ExpressionResult evaluate(ExpressionValues values) {
    return values.find(member).isPresent() == wanted
        ? ExpressionResult.TRUE
        : ExpressionResult.FALSE;
  }
}
