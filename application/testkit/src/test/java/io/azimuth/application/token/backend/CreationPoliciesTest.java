package io.azimuth.application.token.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Fields;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreationPoliciesTest {

  private static final boolean SUDO = true;
  private static final boolean PLAIN = false;
  private static final String NOT_SUBSET = "child policies must be subset of parent";
  private static final String NO_ROOT =
      "root tokens may not be created without parent token being root";

  @Test
  void withoutAWishTheParentsAreInherited() {
    assertThat(resolve(Map.of(), PLAIN, "default", "web")).containsExactly("default", "web");
    assertThat(resolve(Map.of("policies", ""), PLAIN, "web")).containsExactly("web");
    assertThat(resolve(Map.of("policies", List.of()), SUDO, "web")).containsExactly("web");
  }

  @Test
  void inheritingLeavesTheDefaultOutOnWish() {
    assertThat(resolve(Map.of("no_default_policy", true), PLAIN, "default", "web"))
        .containsExactly("web");
  }

  @Test
  void withoutSudoAChildHasAtMostWhatItsParentHas() {
    assertThat(resolve(Map.of("policies", "web"), PLAIN, "web", "ops")).containsExactly("web");
    assertRefused(Map.of("policies", "web,admin"), PLAIN, NOT_SUBSET, "web", "ops");
  }

  @Test
  void nobodyGivesANameThatNoPolicyHas() {
    assertRefused(
        Map.of("policies", List.of("p\u001b[2j")),
        SUDO,
        "invalid 'policies' value \"p\\u001b[2j\": a policy name has no control characters",
        "root");
  }

  @Test
  void withoutSudoTheDefaultComesAlongWhereTheParentHasIt() {
    assertThat(resolve(Map.of("policies", "web"), PLAIN, "default", "web"))
        .containsExactly("default", "web");
    assertThat(
            resolve(
                Map.of("policies", "default,web", "no_default_policy", true),
                PLAIN,
                "default",
                "web"))
        .containsExactly("web");
    assertRefused(Map.of("policies", "default,web"), PLAIN, NOT_SUBSET, "web");
  }

  @Test
  void sudoMayGiveAnythingAndTheDefaultComesAlong() {
    assertThat(resolve(Map.of("policies", "admin"), SUDO, "web"))
        .containsExactly("admin", "default");
    assertThat(resolve(Map.of("policies", "admin", "no_default_policy", true), SUDO, "web"))
        .containsExactly("admin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "ROOT", " Root ", "web, rOOt", "\troot\n", "root,default"})
  @DisplayName("CVE-2025-5999, CVE-2024-9180: only root makes root, in whatever case or space")
  void onlyRootMakesRoot(String policies) {
    assertRefused(Map.of("policies", policies), SUDO, NO_ROOT, "web");
    assertRefused(Map.of("policies", policies), PLAIN, NOT_SUBSET, "web");
    assertThat(resolve(Map.of("policies", policies), SUDO, "root")).containsExactly("root");
  }

  @Test
  void aTextInAListCannotSmuggleRootIn() {
    assertRefused(Map.of("policies", List.of("web", " ROOT")), SUDO, NO_ROOT, "web");
    // A list element with a comma in it is not split: it is no known policy, and not root.
    assertThat(resolve(Map.of("policies", List.of("web,root")), SUDO, "web"))
        .containsExactly("default", "web,root");
  }

  @Test
  void rootInheritsRoot() {
    assertThat(resolve(Map.of(), SUDO, "root")).containsExactly("root");
    assertThat(resolve(Map.of("policies", "web"), SUDO, "root")).containsExactly("default", "web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"response-wrapping", "Control-Group"})
  void internalPoliciesCannotBeAssigned(String policy) {
    assertRefused(
        Map.of("policies", policy),
        SUDO,
        "cannot assign policy \"" + policy.toLowerCase(java.util.Locale.ROOT) + "\"",
        "root");
  }

  @Test
  void namesAreSortedFoldedAndThereOnce() {
    assertThat(resolve(Map.of("policies", "b, A,a ,B"), SUDO, "root"))
        .containsExactly("a", "b", "default");
  }

  private static List<String> resolve(Map<String, ?> sent, boolean sudo, String... parents) {
    Fields fields = Fields.of(CreationFields.ALL, Values.of(sent), Map.of());
    return CreationPolicies.resolve(fields, Optional.empty(), parent(List.of(parents)), sudo);
  }

  private static void assertRefused(
      Map<String, ?> sent, boolean sudo, String error, String... parents) {
    assertThatThrownBy(() -> resolve(sent, sudo, parents))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal().errors()).containsExactly(error));
  }

  private static Token parent(List<String> policies) {
    return new Token(
        TokenType.SERVICE,
        Optional.of(new Accessor("a")),
        new TokenOrigin(
            new RevocationStamp("m", 0), "p", "d", Map.of(), Optional.empty(), Map.of()),
        new TokenRights(policies, Optional.empty(), List.of(), 0),
        TokenLifetime.of(Instant.EPOCH, Duration.ofHours(1), true),
        List.of());
  }
}
