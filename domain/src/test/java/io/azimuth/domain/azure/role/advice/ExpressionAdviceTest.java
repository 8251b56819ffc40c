package io.azimuth.domain.azure.role.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.text.Checked;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the linter says about {@code bound_expression}. */
class ExpressionAdviceTest extends RoleAdviceFixture {

  @Test
  void anExpressionThatOnlyKeepsLoginsOutIsFound() {
    ExpressionMember sub = new ExpressionMember("claims", "sub");
    ExpressionMember groups = new ExpressionMember("claims", "groups");
    ExpressionMember location = new ExpressionMember("resource", "location");
    Function<ExpressionValues, Object> text = values -> values.find(sub).orElse("");
    Function<ExpressionValues, Collection<?>> list =
        values -> (Collection<?>) values.find(groups).orElseThrow();

    assertThat(expressing(sub, values -> !text.apply(values).equals("x"))).isNotEmpty();
    assertThat(expressing(groups, values -> !list.apply(values).contains("ops"))).isNotEmpty();
    assertThat(expressing(location, values -> true)).isNotEmpty();
    assertThat(expressing(sub, values -> text.apply(values).equals("x"))).isEmpty();
    assertThat(expressing(groups, values -> !list.apply(values).isEmpty())).isEmpty();
    assertThat(expressing(sub, values -> values.find(sub).isPresent())).isEmpty();
    assertThat(expressing(sub, values -> values.find(sub).isEmpty())).isEmpty();
  }

  @Test
  void aStoredExpressionThatCannotBeReadAdmitsNobody() {
    role.bindings()
        .reading(read -> Checked.of(BoundExpression.unreadable(read, "it has a loop")))
        .expression("claims.oid == 'x'");

    assertThat(found(MOUNT, "never_matches").sentence())
        .isEqualTo(
            "bound_expression cannot be read by this server (it has a loop), so the role admits no"
                + " login");
  }

  @Test
  void anExpressionThatAsksForWhatEachLoginHasKeepsNobodyOut() {
    ExpressionMember oid = new ExpressionMember("claims", "oid");

    assertThat(expressing(oid, values -> values.find(oid).isPresent()))
        .containsExactly("expression_excludes");
  }

  @Test
  void anExpressionThatIsAlwaysTrueIsNamedAtTheWriteToo() {
    role.bindings()
        .reading(read -> Checked.of(BoundExpression.of(alwaysTrue(read))))
        .expression("claims.oid == claims.oid");

    assertThat(codes(MOUNT)).containsExactly("expression_always");
    assertThat(RoleAdvice.warnings(role.build(), MOUNT))
        .singleElement()
        .asString()
        .startsWith("bound_expression is true for every login");
  }

  private static Expression alwaysTrue(String text) {
    return new Expression() {
      @Override
      public String text() {
        return text;
      }

      @Override
      public Set<ExpressionMember> members() {
        return Set.of(new ExpressionMember("claims", "oid"));
      }

      @Override
      public boolean holdsAlways() {
        return true;
      }

      @Override
      public ExpressionResult evaluate(ExpressionValues values) {
        return ExpressionResult.TRUE;
      }
    };
  }

  private List<String> expressing(ExpressionMember member, Predicate<ExpressionValues> holds) {
    Expression expression =
        new Expression() {
          @Override
          public String text() {
            return member.toString();
          }

          @Override
          public Set<ExpressionMember> members() {
            return Set.of(member);
          }

          @Override
          public ExpressionResult evaluate(ExpressionValues values) {
            try {
              return holds.test(values) ? ExpressionResult.TRUE : ExpressionResult.FALSE;
            } catch (NoSuchElementException e) {
              return ExpressionResult.unusable("it reads what has no value");
            }
          }
        };
    role.bindings()
        .reading(text -> Checked.of(BoundExpression.of(expression)))
        .expression(expression.text());
    return codes(MOUNT);
  }
}
