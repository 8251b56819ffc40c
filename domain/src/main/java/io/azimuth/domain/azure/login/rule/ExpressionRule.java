package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.LoginMembers;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.text.Quoted;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The expression of the role holds. It stays open while it reads a resource that Azure has not
 * returned yet. The caller learns that it does not hold, and neither the expression nor what Azure
 * returned.
 */
final class ExpressionRule extends LoginRule {

  private static final int SHOWN_ITEMS = 5;

  ExpressionRule() {
    super(CheckName.EXPRESSION);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    Optional<BoundExpression> expression = login.bindings().expression();
    if (expression.isEmpty()) {
      return skipped("the role has no expression");
    }
    return expression.get().readsResource() && login.asksAzure() && login.facts().isEmpty()
        ? RuleOutcome.OPEN
        : judge(expression.get(), login);
  }

  private RuleOutcome judge(BoundExpression expression, LoginContext login) {
    ExpressionValues values = LoginMembers.of(login.claims(), login.facts(), login.scaleSet());
    ExpressionResult result = expression.evaluate(values);
    String text = expression.text();
    String actual = describe(expression, values);
    return switch (result.kind()) {
      case TRUE -> passed(text, actual);
      case FALSE -> failed(DenialReason.EXPRESSION_FALSE, text, actual, "");
      case UNUSABLE ->
          failed(DenialReason.EXPRESSION_UNUSABLE, text, result.why() + "; " + actual, "");
    };
  }

  /** The values of the members that the expression mentions: {@code claims.ver="1.0"}. */
  private static String describe(BoundExpression expression, ExpressionValues values) {
    return expression.members().stream()
        .map(member -> member + describe(member, values))
        .collect(Collectors.joining(", "));
  }

  private static String describe(ExpressionMember member, ExpressionValues values) {
    return values
        .find(member)
        .map(value -> "=" + shown(value))
        .orElseGet(() -> values.whyUnknown(member).isPresent() ? " is unknown" : " is absent");
  }

  private static String shown(Object value) {
    if (value instanceof String text) {
      return Quoted.of(text);
    }
    if (value instanceof Map<?, ?> pairs) {
      return some(
          new TreeMap<>(pairs)
              .entrySet().stream()
                  .map(pair -> Quoted.of(pair.getKey() + "=" + pair.getValue()))
                  .toList());
    }
    return value instanceof Collection<?> texts
        ? some(texts.stream().limit(SHOWN_ITEMS + 1L).map(it -> Quoted.of(it.toString())).toList())
        : value.toString();
  }

  private static String some(Collection<String> items) {
    return items.stream().limit(SHOWN_ITEMS).collect(Collectors.joining(", ", "[", ""))
        + (items.size() > SHOWN_ITEMS ? ", …]" : "]");
  }
}
