package io.azimuth.domain.token.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.azimuth.domain.token.TokenTypeRule;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token role may hold. */
class TokenRoleTest {

  private static final TokenRoleName NAME = new TokenRoleName("ci");
  private static final String NO_CONTROLS = "a policy name has no control characters";
  private static final String BATCH =
      "'token_type' cannot be 'batch' when role is set to generate ";

  @Test
  void saysNothingAtFirst() {
    TokenRole role = TokenRole.builder(NAME).build();

    assertThat(role.tokens().renewable()).isTrue();
    assertThat(role.tokens().orphan()).isFalse();
    assertThat(role.tokens().type()).isEqualTo(TokenTypeRule.DEFAULT_SERVICE);
    assertThat(role.policies().isEmpty()).isTrue();
    assertThat(role.toBuilder().build()).isEqualTo(role);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("problems")
  void saysWhatIsWrong(Consumer<TokenRoleBuilder> change, String problem) {
    TokenRoleBuilder builder = TokenRole.builder(NAME);
    change.accept(builder);

    assertThat(builder.problems()).containsExactly(problem);
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(problem);
  }

  @Test
  void refusesNamesThatNoPolicyHasAndReadsThemWhereTheyAreStored() {
    TokenRoleBuilder builder = TokenRole.builder(NAME);
    builder.allowed(List.of("dev", "dev-1\nadmin"));
    builder.disallowed(List.of("a\u202eb"));
    builder.allowedGlob(List.of("dev-*", "p\u001b[2j*"));
    builder.disallowedGlob(List.of("x".repeat(129)));

    assertThat(builder.problems())
        .containsExactly(
            "invalid 'allowed_policies' value \"dev-1\\nadmin\": " + NO_CONTROLS,
            "invalid 'disallowed_policies' value \"a\\u202eb\": " + NO_CONTROLS,
            "invalid 'allowed_policies_glob' value \"p\\u001b[2j*\": " + NO_CONTROLS,
            "invalid 'disallowed_policies_glob' value \""
                + "x".repeat(129)
                + "\": a policy name has 1 to 128 characters");
    assertThat(builder.build().policies().allowed()).contains("dev-1\nadmin");
  }

  static List<Arguments> problems() {
    return List.of(
        wrong(role -> role.type("bath"), "invalid 'token_type' value \"bath\""),
        wrong(role -> role.numUses(-1), "'token_num_uses' cannot be negative"),
        wrong(role -> role.period(Duration.ofSeconds(-1)), "'token_period' cannot be negative"),
        wrong(
            role -> role.explicitMaxTtl(Duration.ofSeconds(-1)),
            "'token_explicit_max_ttl' cannot be negative"),
        wrong(
            role -> role.boundCidrs(List.of("10.0.0.0/8", "home")),
            "invalid 'token_bound_cidrs' value \"home\""),
        wrong(role -> role.binding("on"), "'bind_token' must be one of off, if_possible, required"),
        batch(role -> role.orphan(false), BATCH + "non-orphan tokens"),
        batch(role -> role.renewable(true), BATCH + "renewable tokens"),
        batch(role -> role.period(Duration.ofSeconds(1)), BATCH + "periodic tokens"),
        batch(
            role -> role.explicitMaxTtl(Duration.ofSeconds(1)),
            BATCH + "tokens with an explicit max TTL"),
        batch(role -> role.numUses(1), BATCH + "tokens with limited use count"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "ROOT", " Root "})
  @DisplayName("CVE-2025-5999: no role allows root, in whatever case or space")
  void allowsNoRoot(String root) {
    TokenRoleBuilder builder = TokenRole.builder(NAME);
    builder.allowed(List.of("web", root));

    assertThat(builder.problems())
        .containsExactly("'allowed_policies' cannot contain the root policy");
  }

  @ParameterizedTest
  @CsvSource({
    "abc, true",
    "a-c, true",
    "a.c, true",
    "___, true",
    "ab, false",
    "-bc, false",
    "ab-, false",
    "a/c, false",
    "a..c, false",
    "a b, false",
  })
  void aSuffixIsOneSegment(String suffix, boolean good) {
    TokenRoleBuilder builder = TokenRole.builder(NAME);
    builder.pathSuffix(suffix);

    assertThat(builder.problems().isEmpty()).isEqualTo(good);
  }

  @Test
  void anAliasFitsInAnyLetterCaseByNameOrPattern() {
    TokenRoleBuilder builder = TokenRole.builder(NAME);
    builder.entityAliases(List.of("Bob", "svc-*"));
    TokenRole role = builder.build();

    assertThat(role.admitsAlias("bOB")).isTrue();
    assertThat(role.admitsAlias("SVC-1")).isTrue();
    assertThat(role.admitsAlias("bobby")).isFalse();
    assertThat(TokenRole.builder(NAME).build().admitsAlias("bob")).isFalse();
  }

  @Test
  void letterCaseOfANameCounts() {
    assertThat(new TokenRoleName("CI")).isNotEqualTo(NAME);
    assertThat(TokenRoleName.parse("a b")).isEmpty();
    assertThat(TokenRoleName.parse("-a")).isEmpty();
    assertThat(TokenRoleName.parse("x".repeat(129))).isEmpty();
  }

  private static Arguments wrong(Consumer<TokenRoleBuilder> change, String problem) {
    return Arguments.of(change, problem);
  }

  private static Arguments batch(Consumer<TokenRoleBuilder> change, String problem) {
    Consumer<TokenRoleBuilder> good =
        role -> {
          role.type("batch");
          role.orphan(true);
          role.renewable(false);
        };
    return Arguments.of(good.andThen(change), problem);
  }
}
