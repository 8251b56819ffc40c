package io.azimuth.adapters.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionType;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.spi.expression.ExpressionLanguage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions may say, and what they say of values. */
class CelLanguageTest {

  private static final ExpressionSchema SCHEMA =
      new ExpressionSchema(
          Map.of(
              "claims",
              Map.of(
                  "oid", ExpressionType.TEXT,
                  "sub", ExpressionType.TEXT,
                  "groups", ExpressionType.TEXTS,
                  "roles", ExpressionType.TEXTS,
                  "iat", ExpressionType.MOMENT),
              "resource",
              Map.of("location", ExpressionType.TEXT, "tags", ExpressionType.PAIRS)));

  private static final ExpressionValues VALUES =
      ExpressionValues.builder()
          .text(claim("oid"), Optional.of("web-1"))
          .texts(claim("groups"), List.of("ops", "dev"))
          .moment(claim("iat"), Instant.parse("2026-11-28T10:00:00Z"))
          .pairs(new ExpressionMember("resource", "tags"), Map.of("env", "prod"))
          .build();

  private final ExpressionLanguage language = new CelLanguage();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claims.oid == 'web-1'",
        "claims.oid != 'web-2' && 'ops' in claims.groups",
        "claims.oid in ['web-1', 'web-2']",
        "claims.oid.startsWith('web-') || claims.sub == 'x'",
        "claims.sub == 'x' || claims.oid.endsWith('-1')",
        "claims.oid.contains('eb')",
        "claims.oid.matches('^web-[0-9]{1,3}$')",
        "matches(claims.oid, '^(web|db)-1$')",
        "!has(claims.sub) ? claims.oid.size() == 5 : false",
        "size(claims.groups) == 2 && claims.groups[0] == 'ops'",
        "!has(claims.roles) && !has(resource.location)",
        "has(resource.tags) && has(resource.tags.env) && !has(resource.tags.owner)",
        "resource.tags['env'] == 'prod' && 'env' in resource.tags",
        "claims.iat > timestamp('2026-01-01T00:00:00Z')",
        "claims.groups == ['ops', 'dev']",
        "\"web-1\" == claims.oid // as it is called",
      })
  void holds(String text) {
    assertThat(evaluated(text)).isEqualTo(ExpressionResult.TRUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claims.oid == 'WEB-1'",
        "'web-1' in claims.groups",
        "claims.oid.matches('^web$')",
        "claims.oid == 'x' && claims.sub == 'x'",
        "claims.sub == 'x' && claims.oid == 'x'",
        "has(claims.sub)",
      })
  void doesNotHold(String text) {
    assertThat(evaluated(text)).isEqualTo(ExpressionResult.FALSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claims.sub == 'x'",
        "claims.sub != 'x'",
        "!(claims.sub == 'x')",
        "!('x' in claims.roles)",
        "claims.sub == 'x' || claims.oid == 'x'",
        "claims.sub == 'x' && claims.oid == 'web-1'",
        "resource.location == 'westeurope'",
        "resource.tags['owner'] == 'me'",
        "resource.tags.owner != 'me'",
        "(claims.sub == 'x' ? claims.oid : claims.oid) == 'web-1'",
      })
  void isUnusableWhenItDependsOnWhatHasNoValue(String text) {
    assertThat(evaluated(text)).isEqualTo(ExpressionResult.unusable("it reads what has no value"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claims.groups[7] == 'x'",
        "claims.iat > timestamp(resource.tags.env)",
        "claims.iat > timestamp('9999-12-31T23:59:59Z') || claims.groups[19999] == 'x'",
      })
  void isUnusableWhenTheEvaluationFails(String text) {
    assertThat(evaluated(text).kind()).isEqualTo(ExpressionResult.Kind.UNUSABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "claims.oid == 3 @ line 1, column 12: found no matching overload",
        "claims.oiid == 'x' @ line 1, column 7: undefined field 'oiid'",
        "claim.oid == 'x' @ undeclared reference to 'claim'",
        "claims.oid @ expected type 'bool' but found 'string'",
        "claims.groups.all(g, g == 'x') @ undeclared reference to 'all'",
        "claims.groups.exists(g, g == 'x') @ undeclared reference to 'exists'",
        "claims.groups.map(g, g) == [] @ undeclared reference to 'map'",
        "claims.groups.filter(g, true) == [] @ undeclared reference to 'filter'",
        "claims.groups.exists_one(g, true) @ undeclared reference to 'exists_one'",
        "claims.oid + 'x' == 'x' @ undeclared reference to '_+_'",
        "string(claims.iat) == 'x' @ undeclared reference to 'string'",
        "dyn(claims.oid) == 1 @ undeclared reference to 'dyn'",
        "duration('1h') == duration('1h') @ undeclared reference to 'duration'",
        "[1, 'a'] == [2, 'b'] && claims.oid == 'x' @ expected type 'int' but found 'string'",
        "claims == claims @ only members of claims and resource have values",
        "has(claims.oid) && claims == claims @ only members of claims and resource have values",
        "{'a': 'b'} == resource.tags @ it makes an object",
        "azimuth.claims{oid: 'x'} == claims @ it makes an object",
        "true @ it mentions no member of claims and resource",
        "claims.oid.matches(claims.oid) @ the pattern of matches is a text in quotes",
        "claims.oid.matches('web') @ begins with ^ and ends with $",
        "claims.oid.matches('^web|db$') @ begins with ^ and ends with $",
        "claims.oid.matches('^*web$') @ begins with ^ and ends with $",
        "claims.oid.matches('^{0,1}web$') @ begins with ^ and ends with $",
        "claims.oid.matches('^(a{250})(?m){50}(?s){50}$') @ begins with ^ and ends with $",
        "claims.oid.matches('(?i)^web$') @ begins with ^ and ends with $",
        "claims.oid.matches('^web[$') @ no pattern of RE2",
        "claims.oid.matches('^(a+){900}$') @ its patterns are too large",
        "claims.oid.matches('^(a{90}[)]){90}$') @ its patterns are too large",
        "claims.oid.matches('^(((a{30}){30}){30})$') @ its patterns are too large",
        "claims.oid == @ line 1, column",
        "claims.groups[-1] == 'x' @ it reads item -1 of a list",
        "claims.groups[20000] == 'x' @ it reads item 20000 of a list",
        "claims.groups[9223372036854775807] == 'x' @ of a list, which is never there",
        "[claims.oid][5] == 'x' @ it reads item 5 of a list, which is never there",
        "claims.oid in [] @ it looks for something in an empty list",
        "!(claims.oid in []) @ it looks for something in an empty list",
        "claims.iat > timestamp('nope') @ \"nope\" is no moment",
        "claims.iat > timestamp('2026-02-30T00:00:00Z') @ is no moment",
        "claims.iat > timestamp('2026-02-20T00:00Z') @ is no moment",
        "timestamp(claims.oid) > claims.iat @ timestamp of a member that is never a moment",
        "claims.oid != claims.oid @ it is true for no login",
        "size(claims.groups) < 0 @ it is true for no login",
        "claims.oid == 'x' && false @ it is true for no login",
      })
  void refuses(String text, String problem) {
    assertThat(language.read(text, SCHEMA).problems())
        .as(text)
        .isNotEmpty()
        .anySatisfy(it -> assertThat(it).contains(problem == null ? "" : problem));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^a|b$",
        "a",
        "^a",
        "a$",
        "^a\\$",
        "^\\Qa|b\\E$",
        "^(?i)a$",
        "^[a]|b$",
        "^[]]|b$",
        "^[^]]|b$",
        "^[\\]]|b$",
        "^[[:alpha:]]|b$",
        "^(a)|(b)$",
        "^(?P<n>a)|b$",
        "^",
        "^\\\\\\$",
        "(^a|b$)",
      })
  void aPatternThatMayFindPartsIsNotWhole(String pattern) {
    assertThat(WholePattern.isWhole(pattern)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^$",
        "^a$",
        "^(a|b)$",
        "^(?:a|b)$",
        "^[|]$",
        "^[]|]$",
        "^[^]|]$",
        "^\\|$",
        "^[[:alpha:]|]$",
        "^\\\\$",
        "^((a|b)|c)d$",
      })
  void aPatternOfTheWholeTextIs(String pattern) {
    assertThat(WholePattern.isWhole(pattern)).isTrue();
  }

  @Test
  void saysWhichMembersItMentions() {
    assertThat(
            read("has(claims.oid) ? resource.tags['a'] == claims.sub : has(resource.tags.b)")
                .members())
        .containsExactlyInAnyOrder(
            claim("oid"), claim("sub"), new ExpressionMember("resource", "tags"));
  }

  @Test
  void isFoundAsTheLanguageOfTheServer() {
    assertThat(ExpressionLanguage.installed()).isInstanceOf(CelLanguage.class);
  }

  private ExpressionResult evaluated(String text) {
    return read(text).evaluate(VALUES);
  }

  private Expression read(String text) {
    return language.read(text, SCHEMA).orElseThrow();
  }

  private static ExpressionMember claim(String name) {
    return new ExpressionMember("claims", name);
  }
}
