package io.azimuth.testkit.fake;

import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionType;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.expression.ExpressionLanguage;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one comparison of a member with a text, such as {@code claims.ver == '1.0'}. */
public final class FakeExpressions implements ExpressionLanguage {

  private static final Pattern COMPARISON =
      Pattern.compile("(?<object>[a-z]+)\\.(?<name>[a-z_]+) == '(?<text>[^'\\\\]*)'");

  private record Comparison(String text, ExpressionMember member, String expected)
      implements Expression {

    @Override
    public Set<ExpressionMember> members() {
      return Set.of(member);
    }

    @Override
    public ExpressionResult evaluate(ExpressionValues values) {
      Optional<Object> value = values.find(member);
      if (value.isEmpty()) {
        return ExpressionResult.unusable("it reads what has no value");
      }
      return value.get().equals(expected) ? ExpressionResult.TRUE : ExpressionResult.FALSE;
    }
  }

  @Override
  public Checked<Expression> read(String text, ExpressionSchema schema) {
    Matcher comparison = COMPARISON.matcher(text);
    if (!comparison.matches()) {
      return Checked.problem("this is no comparison");
    }
    ExpressionMember member =
        new ExpressionMember(comparison.group("object"), comparison.group("name"));
    return schema.type(member).filter(ExpressionType.TEXT::equals).isPresent()
        ? Checked.of(
            new Comparison(text, member, schema.spelling(member).of(comparison.group("text"))))
        : Checked.problem("there is no text " + member);
  }
}
