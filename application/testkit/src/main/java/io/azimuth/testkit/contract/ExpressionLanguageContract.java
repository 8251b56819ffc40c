package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionSpelling;
import io.azimuth.domain.expression.ExpressionType;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.expression.ExpressionLanguage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of every {@link ExpressionLanguage}, by the one comparison that all of them read: a
 * member equals a text.
 */
public abstract class ExpressionLanguageContract {

  private static final ExpressionMember SUB = new ExpressionMember("claims", "sub");
  private static final String TEXT = "claims.sub == 'web-1'";
  private static final ExpressionSchema SCHEMA =
      new ExpressionSchema(
          Map.of(
              "claims",
              Map.of(
                  "sub", ExpressionType.TEXT,
                  "groups", ExpressionType.TEXTS,
                  "iat", ExpressionType.MOMENT),
              "resource",
              Map.of("name", ExpressionType.TEXT, "tags", ExpressionType.PAIRS)));

  /** The language under test. */
  protected abstract ExpressionLanguage language();

  @Test
  public void readsAComparison() {
    Expression expression = read(TEXT).orElseThrow();

    assertThat(expression.text()).isEqualTo(TEXT);
    assertThat(expression.members()).containsExactly(SUB);
  }

  @Test
  public void theResultFollowsFromTheValuesAlone() {
    Expression expression = read(TEXT).orElseThrow();

    for (int again = 0; again < 2; again++) {
      assertThat(expression.evaluate(sub("web-1"))).isEqualTo(ExpressionResult.TRUE);
      assertThat(expression.evaluate(sub("web-2"))).isEqualTo(ExpressionResult.FALSE);
      assertThat(expression.evaluate(sub("WEB-1"))).isEqualTo(ExpressionResult.FALSE);
      assertThat(expression.evaluate(sub("web-1 "))).isEqualTo(ExpressionResult.FALSE);
      assertThat(expression.evaluate(sub(""))).isEqualTo(ExpressionResult.FALSE);
    }
  }

  @Test
  public void whatHasNoValueMakesItUnusable() {
    ExpressionValues others =
        ExpressionValues.builder()
            .texts(new ExpressionMember("claims", "groups"), List.of("web-1"))
            .moment(new ExpressionMember("claims", "iat"), Instant.EPOCH)
            .text(new ExpressionMember("resource", "name"), Optional.of("web-1"))
            .build();

    for (ExpressionValues values : List.of(ExpressionValues.builder().build(), others)) {
      ExpressionResult result = read(TEXT).orElseThrow().evaluate(values);
      assertThat(result.kind()).isEqualTo(ExpressionResult.Kind.UNUSABLE);
      assertThat(result.why()).isNotEmpty().doesNotContain("web-1");
    }
  }

  @Test
  public void anotherObjectIsAnotherMember() {
    Expression expression = read("resource.name == 'web-1'").orElseThrow();

    assertThat(expression.members()).containsExactly(new ExpressionMember("resource", "name"));
    assertThat(expression.evaluate(sub("web-1")).kind()).isEqualTo(ExpressionResult.Kind.UNUSABLE);
  }

  @Test
  public void aTextIsComparedInTheSpellingOfTheMember() {
    ExpressionSchema lowerCase =
        new ExpressionSchema(
            SCHEMA.objects(), Map.of(SUB, ExpressionSpelling.LOWER_CASE), Set.of());

    Expression expression = language().read("claims.sub == 'Web-1'", lowerCase).orElseThrow();

    assertThat(expression.text()).isEqualTo("claims.sub == 'Web-1'");
    assertThat(expression.evaluate(sub("web-1"))).isEqualTo(ExpressionResult.TRUE);
    assertThat(expression.evaluate(sub("web-2"))).isEqualTo(ExpressionResult.FALSE);
    assertThat(read("claims.sub == 'Web-1'").orElseThrow().evaluate(sub("web-1")))
        .isEqualTo(ExpressionResult.FALSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "claims",
        "claims.sub",
        "claims.sub ==",
        "claims.sub = 'web-1'",
        "claims.sub == 'web-1",
        "claims.nobody == 'web-1'",
        "token.sub == 'web-1'",
        "sub == 'web-1'",
        "claims.groups == 'web-1'",
        "claims.iat == 'web-1'",
        "resource.tags == 'web-1'"
      })
  public void saysWhatIsWrong(String text) {
    assertThat(read(text).isGood()).isFalse();
    assertThat(read(text).problems()).isNotEmpty().allSatisfy(it -> assertThat(it).isNotBlank());
  }

  @Test
  public void aSchemaWithoutTheMemberHasNoSuchComparison() {
    ExpressionSchema other =
        new ExpressionSchema(Map.of("claims", Map.of("oid", ExpressionType.TEXT)));

    assertThat(language().read(TEXT, other).isGood()).isFalse();
    assertThat(language().read(TEXT, SCHEMA).isGood()).isTrue();
  }

  private Checked<Expression> read(String text) {
    return language().read(text, SCHEMA);
  }

  private static ExpressionValues sub(String value) {
    return ExpressionValues.builder().text(SUB, Optional.of(value)).build();
  }
}
