package io.azimuth.application.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.policy.TemplateSubject;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims that roles add to identity tokens. */
class ClaimTemplateTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final TemplateSubject SUBJECT =
      new TemplateSubject(
          "e-1",
          "web \"1\"",
          Map.of("team", "red", "a", "b"),
          Map.of(
              "auth_azure_1",
              new TemplateSubject.Alias("a-1", "vm", Map.of("m", "1"), Map.of("c", "2"))),
          List.of(new TemplateSubject.Group("g-1", "ops", Map.of())));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "identity.entity.id | \"e-1\"",
        "identity.entity.name | \"web \\\"1\\\"\"",
        "identity.entity.metadata | {\"a\":\"b\",\"team\":\"red\"}",
        "identity.entity.metadata.team | \"red\"",
        "identity.entity.metadata.none | \"\"",
        "identity.entity.groups.names | [\"ops\"]",
        "identity.entity.groups.ids | [\"g-1\"]",
        "identity.entity.aliases.auth_azure_1.id | \"a-1\"",
        "identity.entity.aliases.auth_azure_1.name | \"vm\"",
        "identity.entity.aliases.auth_azure_1.metadata | {\"m\":\"1\"}",
        "identity.entity.aliases.auth_azure_1.metadata.m | \"1\"",
        "identity.entity.aliases.auth_azure_1.custom_metadata | {\"c\":\"2\"}",
        "identity.entity.aliases.auth_azure_1.custom_metadata.c | \"2\"",
        "identity.entity.aliases.other.name | \"\"",
        "identity.entity.aliases.other.metadata | {}",
        "time.now | 1800000000",
        "time.now.plus.1h | 1800003600",
        "time.now.minus.5m | 1799999700",
        "time.now.plus.30 | 1800000030",
      })
  void anExpressionHasTheValueOfTheEntity(String expression, String value) {
    Value.Obj claims = claims("{\"deep\": [{\"x\":{{ " + expression + " }}}], \"y\": 1.5}");

    assertThat(claims).isEqualTo(claims("{\"deep\": [{\"x\":" + value + "}], \"y\": 1.5}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{ | error parsing template JSON: expected the name of a member in quotes",
        "[1] | error parsing template JSON: expected { at the beginning of the JSON text",
        "{\"sub\":1} | top level key \"sub\" not allowed. Restricted keys: iat, aud, exp, iss, sub,"
            + " namespace, nonce, auth_time, at_hash, c_hash",
        "{\"s\\u0075b\":1} | top level key \"sub\" not allowed. Restricted keys: iat, aud, exp, iss,"
            + " sub, namespace, nonce, auth_time, at_hash, c_hash",
        "{\"a\":{{identity.entity.nope}}} | error parsing template: no value could be found for"
            + " \"identity.entity.nope\"",
        "{\"a\":{{identity.entity.metadata.}}} | error parsing template: no value could be found for"
            + " \"identity.entity.metadata.\"",
        "{\"a\":{{identity.entity.name} | error parsing template: unbalanced templating characters",
        "{\"a\":\"{{identity.entity.name}}\"} | error parsing template JSON: expected , or }",
        "{ {{identity.entity.name}}:1} | error parsing template JSON: an expression stands for a"
            + " value, and not for a name",
        "{\"a\":{{time.now}},\"b\":\"\\uE0000\"} | error parsing template JSON: an expression stands"
            + " for a value, and not for a name",
        "{\"a\":{{time.now.plus.zz}}} | error parsing template: invalid duration",
        "{\"a\":1e9} | error parsing template JSON: a number has at most 15 digits before and after"
            + " its point, and no exponent",
      })
  void aTemplateThatCannotWorkIsRefusedWhenItIsWritten(String template, String problem) {
    assertThat(ClaimTemplate.parse(template).problems()).containsExactly(problem);
  }

  @Test
  void aTemplateAndItsClaimsHaveALimit() {
    assertThat(ClaimTemplate.parse("{" + " ".repeat(ClaimTemplate.MAX_LENGTH - 1)).problems())
        .containsExactly("error parsing template JSON: expected the name of a member in quotes");
    assertThat(ClaimTemplate.parse("{" + " ".repeat(ClaimTemplate.MAX_LENGTH)).problems())
        .containsExactly("template has at most 8192 characters");

    ClaimTemplate template = ClaimTemplate.parse("{\"a\":{{identity.entity.name}}}").orElseThrow();
    String longest = "n".repeat(ClaimTemplate.MAX_CLAIMS_LENGTH - 1);
    assertThat(template.claimsOf(named(longest), NOW)).isEqualTo(Values.of(Map.of("a", longest)));
    assertThatThrownBy(() -> template.claimsOf(named(longest + "n"), NOW))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.refusal().errors())
                    .containsExactly("the claims of the template have more than 32768 characters"));
  }

  private static TemplateSubject named(String name) {
    return new TemplateSubject("e", name, Map.of());
  }

  private static Value.Obj claims(String template) {
    return ClaimTemplate.parse(template).orElseThrow().claimsOf(SUBJECT, NOW);
  }
}
