package io.azimuth.adapters.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.LoginMembers;
import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are compared in the spelling of the members of a login, whatever they are written in. */
class SpellingTest {

  private static final String VM =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourcegroups/vault"
          + "/providers/microsoft.compute/virtualmachines/m001";

  private static final ExpressionValues VALUES =
      ExpressionValues.builder()
          .text(claim("oid"), Optional.of("aaaaaaaa-0000-0000-0000-000000000001"))
          .text(claim("sub"), Optional.of("Sub"))
          .texts(claim("groups"), List.of("bbbbbbbb-0000-0000-0000-000000000001"))
          .texts(claim("roles"), List.of("Secrets.Read"))
          .text(resource("id"), Optional.of(VM))
          .text(resource("resource_group"), Optional.of("vault"))
          .text(resource("type"), Optional.of("microsoft.compute/virtualmachines"))
          .text(resource("name"), Optional.of("m001"))
          .text(resource("location"), Optional.of("eastus"))
          .pairs(resource("tags"), Map.of("env", "Prod"))
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.type == 'Microsoft.Compute/virtualMachines'",
        "resource.type in ['Microsoft.Compute/virtualMachines']",
        "resource.resource_group == 'Vault'",
        "resource.location == 'East US'",
        "resource.location == (claims.sub == 'Sub' ? 'East US' : 'West US')",
        "resource.id.contains('/resourceGroups/Vault/')",
        "resource.id.endsWith('/M001')",
        "claims.oid.startsWith('AAAA')",
        "'BBBBBBBB-0000-0000-0000-000000000001' in claims.groups",
        "claims.groups[0] == 'BBBBBBBB-0000-0000-0000-000000000001'",
        "claims.groups == ['BBBBBBBB-0000-0000-0000-000000000001']",
        "['M001', resource.name][0] == 'M001'",
        "resource.tags['Env'] == 'Prod'",
        "resource.tags.Env == 'Prod' && has(resource.tags.ENV) && 'ENV' in resource.tags",
        "(claims.sub == 'Sub' ? resource.tags : resource.tags).Env == 'Prod'",
        "resource.name.matches('^[A-Z][0-9]{3}$')",
        "resource.type.matches('^Microsoft[.](Compute|Web)/[A-Za-z]+$')",
        "matches(resource.name, '^M\\\\d+$')",
        "claims.sub == 'Sub' && 'Secrets.Read' in claims.roles && claims.sub.matches('^S.*$')",
      })
  void holds(String text) {
    assertThat(evaluated(text)).isEqualTo(ExpressionResult.TRUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.type != 'Microsoft.Compute/virtualMachines'",
        "resource.resource_group != 'Vault'",
        "!(resource.name in ['M001'])",
        "resource.location != 'eastUS'",
        "resource.location != 'East US'",
        "!resource.id.contains('/resourceGroups/vault/')",
        "!resource.name.matches('^M[0-9]+$')",
        "!('Env' in resource.tags)",
        "resource.tags.env == 'prod'",
        "claims.sub == 'sub'",
        "'secrets.read' in claims.roles",
        "resource.name.matches('^m\\\\D+$')",
      })
  void doesNotHold(String text) {
    assertThat(evaluated(text)).isEqualTo(ExpressionResult.FALSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "(has(claims.sub) ? claims.sub : resource.name) == 'M001' @ \"M001\" is compared with",
        "resource.location == 'East US' && [resource.name, resource.location][0] == 'East US'"
            + " @ \"East US\" is compared with",
        "(has(claims.sub) ? claims.sub : resource.name).matches('^M$') @ the pattern \"^M$\" is",
        "resource.name.matches('^[A-z]$') @ has a range from a capital letter",
      })
  void refusesATextWithoutOneSpelling(String text, String problem) {
    assertThat(new CelLanguage().read(text, LoginMembers.SCHEMA).problems())
        .singleElement()
        .asString()
        .contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(has(claims.sub) ? claims.sub : resource.name) == 'm001'",
        "(has(claims.sub) ? claims.sub : resource.name).matches('^m[0-9]$')",
      })
  void aTextInLowerCaseHasOneSpellingForAll(String text) {
    assertThat(new CelLanguage().read(text, LoginMembers.SCHEMA).isGood()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "^Ab$, ^ab$",
    "^[A-Za-z]$, ^[a-za-z]$",
    "^[-A-Z]$, ^[-a-z]$",
    "^[^A-Z]$, ^[^a-z]$",
    "^\\S\\D\\pL\\p{Lu}\\x4A\\x{4A}B$, ^\\S\\D\\pL\\p{Lu}\\x4A\\x{4A}b$",
    "^A-b[c]$, ^a-b[c]$",
  })
  void foldsAPattern(String pattern, String folded) {
    assertThat(FoldedPattern.of(pattern)).contains(folded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^[A-z]$", "^[0-Z]$", "^a[^+-Z]$", "^[a][A-\\x7a]$"})
  void doesNotFoldARangeOfWhichOneEndIsACapital(String pattern) {
    assertThat(FoldedPattern.of(pattern)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "has(claims.oid)",
        "claims.oid == claims.oid",
        "claims.oid <= claims.oid",
        "size(claims.oid) >= 0",
        "-1 < claims.groups.size() && size(claims.groups) != -1",
        "claims.tid != ''",
        "claims.oid == 'x' || true",
        "!(claims.oid == 'x' && false)",
        "has(claims.sub) ? true : resource.name.contains('')",
        "true ? has(claims.tid) : claims.oid == 'x'",
        "resource.name in ['x', resource.name]",
        "resource.id.startsWith(resource.id)",
      })
  void namesWhatIsAlwaysTrue(String text) {
    assertThat(read(text).holdsAlways()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "has(claims.sub)",
        "has(resource.tags.oid)",
        "claims.oid == claims.sub",
        "claims.sub != ''",
        "resource.tags.env != ''",
        "size(claims.groups) >= 1",
        "size(claims.groups) > 0",
        "size(claims.groups) == 0",
        "claims.oid == 'x' || false",
        "has(claims.oid) && claims.oid != 'x'",
        "has(claims.sub) ? true : false",
      })
  void doesNotNameWhatSomeLoginsFail(String text) {
    assertThat(read(text).holdsAlways()).isFalse();
  }

  @Test
  void keepsTheTextAsWritten() {
    assertThat(read("resource.name == 'M001'").text()).isEqualTo("resource.name == 'M001'");
  }

  private static ExpressionResult evaluated(String text) {
    return read(text).evaluate(VALUES);
  }

  private static Expression read(String text) {
    return new CelLanguage().read(text, LoginMembers.SCHEMA).orElseThrow();
  }

  private static ExpressionMember claim(String name) {
    return new ExpressionMember("claims", name);
  }

  private static ExpressionMember resource(String name) {
    return new ExpressionMember("resource", name);
  }
}
