package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.advice.AdviceCode.EXPRESSION_ALWAYS;
import static io.azimuth.domain.azure.role.advice.AdviceCode.EXPRESSION_EXCLUDES;
import static io.azimuth.domain.azure.role.advice.AdviceCode.NEVER_MATCHES;

import io.azimuth.domain.azure.evidence.LoginMembers;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionType;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.text.Quoted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Advice on the expression of a role, by its results for logins that are never made. */
final class ExpressionAdvice {

  private static final List<String> FIELD = List.of("bound_expression");

  /** No claim and no name in Azure has such a value. */
  private static final String NOBODY = "~ nobody ~";

  private ExpressionAdvice() {}

  static void add(Bindings bindings, Findings findings) {
    bindings.expression().ifPresent(expression -> add(expression, findings));
  }

  private static void add(BoundExpression expression, Findings findings) {
    if (expression.problem().isPresent()) {
      findings.add(
          NEVER_MATCHES,
          FIELD,
          "bound_expression cannot be read by this server ("
              + Quoted.escape(expression.problem().get())
              + "), so the role admits no login");
    } else if (expression.holdsAlways()) {
      findings.add(
          EXPRESSION_ALWAYS,
          FIELD,
          "bound_expression is true for every login that has the members it reads, whatever their"
              + " values are: leave it out, or write what a login has to be");
    } else if (onlyExcludes(expression)) {
      findings.add(
          EXPRESSION_EXCLUDES,
          FIELD,
          "bound_expression holds for a login of whose values it names none: it keeps some logins"
              + " out and admits every other one, also those that come later; write what a login"
              + " has to be, not what it must not be");
    }
  }

  // A condition that asks whether something is there at all fails one of the last two.
  private static boolean onlyExcludes(BoundExpression expression) {
    return holds(expression, values(expression.members(), true))
        && holds(expression, values(expression.members(), false))
        && expression.evaluate(values(alwaysThere(expression), true)).kind()
            != ExpressionResult.Kind.FALSE;
  }

  private static boolean holds(BoundExpression expression, ExpressionValues values) {
    return expression.evaluate(values).kind() == ExpressionResult.Kind.TRUE;
  }

  private static Set<ExpressionMember> alwaysThere(BoundExpression expression) {
    Set<ExpressionMember> there = new TreeSet<>(expression.members());
    there.retainAll(LoginMembers.SCHEMA.always());
    return there;
  }

  private static ExpressionValues values(Set<ExpressionMember> members, boolean filled) {
    ExpressionValues.Builder values = ExpressionValues.builder();
    for (ExpressionMember member : members) {
      LoginMembers.SCHEMA.type(member).ifPresent(type -> put(values, member, type, filled));
    }
    return values.build();
  }

  private static void put(
      ExpressionValues.Builder values,
      ExpressionMember member,
      ExpressionType type,
      boolean filled) {
    var unused =
        switch (type) {
          case TEXT -> values.text(member, Optional.of(NOBODY));
          case TEXTS -> values.texts(member, filled ? List.of(NOBODY) : List.of());
          case PAIRS -> values.pairs(member, filled ? Map.of(NOBODY, NOBODY) : Map.of());
          case MOMENT -> values.moment(member, Instant.EPOCH);
        };
  }
}
