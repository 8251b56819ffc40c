package io.azimuth.domain.token.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which policies a role's tokens may have, and which they get when none is asked for. */
class TokenRolePoliciesTest {

  private static final List<String> NONE = List.of();
  private static final List<String> PARENTS = List.of("default", "parent");

  @ParameterizedTest(name = "{0}")
  @MethodSource("granted")
  void resolves(
      String row,
      TokenRolePolicies rules,
      List<String> asked,
      boolean withDefault,
      List<String> result) {
    assertThat(rules.resolve(asked, PARENTS, withDefault).orElseThrow()).as(row).isEqualTo(result);
  }

  static List<Arguments> granted() {
    TokenRolePolicies allowed = new TokenRolePolicies(List.of("b", "a"), NONE, NONE, NONE);
    TokenRolePolicies glob = new TokenRolePolicies(NONE, NONE, List.of("app-*"), NONE);
    TokenRolePolicies both = new TokenRolePolicies(List.of("a"), NONE, List.of("app-*"), NONE);
    TokenRolePolicies noDefault = new TokenRolePolicies(NONE, List.of("default"), NONE, NONE);
    TokenRolePolicies forbidding = new TokenRolePolicies(NONE, List.of("x"), NONE, NONE);
    TokenRolePolicies noDefaultGlob =
        new TokenRolePolicies(List.of("a"), NONE, NONE, List.of("def*"));
    return List.of(
        Arguments.of(
            "no wish: the allowed ones", allowed, NONE, true, List.of("a", "b", "default")),
        Arguments.of("no wish, no default", allowed, NONE, false, List.of("a", "b")),
        Arguments.of("no wish, only patterns: default alone", glob, NONE, true, List.of("default")),
        Arguments.of("no wish, only patterns, no default", glob, NONE, false, NONE),
        Arguments.of("a wish within", allowed, List.of("A "), true, List.of("a", "default")),
        Arguments.of("a wish by pattern", glob, List.of("app-x"), false, List.of("app-x")),
        Arguments.of("name and pattern", both, List.of("app-1", "a"), false, List.of("a", "app-1")),
        Arguments.of("only forbidden: the parent's", forbidding, NONE, false, PARENTS),
        Arguments.of("forbidden default is not added", noDefault, List.of("x"), true, List.of("x")),
        Arguments.of("nor by a pattern", noDefaultGlob, NONE, true, List.of("a")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String row, TokenRolePolicies rules, List<String> asked, String problem) {
    assertThat(rules.resolve(asked, PARENTS, true).problems()).as(row).containsExactly(problem);
  }

  static List<Arguments> refused() {
    TokenRolePolicies allowed =
        new TokenRolePolicies(List.of("a", "b"), NONE, List.of("app-*"), NONE);
    TokenRolePolicies denied =
        new TokenRolePolicies(NONE, List.of("root", "Admin"), NONE, List.of("ops-*"));
    return List.of(
        Arguments.of(
            "outside",
            allowed,
            List.of("c", "a"),
            "token policies ([\"a\" \"c\" \"default\"]) must be subset of the role's allowed policies"
                + " ([\"a\" \"b\" \"default\"]) or glob policies ([\"app-*\"])"),
        Arguments.of(
            "forbidden by name",
            denied,
            List.of(" ADMIN"),
            "token policy \"admin\" is disallowed by this role"),
        Arguments.of(
            "forbidden by pattern",
            denied,
            List.of("ops-1"),
            "token policy \"ops-1\" is disallowed by this role"),
        Arguments.of(
            "root beside others hides none of them",
            denied,
            List.of("root", "x"),
            "token policy \"root\" is disallowed by this role"));
  }

  @Test
  void aForbiddenDefaultOfTheParentIsRefusedNotDropped() {
    TokenRolePolicies rules = new TokenRolePolicies(NONE, List.of("default"), NONE, NONE);

    assertThat(rules.resolve(NONE, PARENTS, true).problems())
        .containsExactly("token policy \"default\" is disallowed by this role");
  }

  @Test
  void saysNothingWithoutLists() {
    assertThat(TokenRolePolicies.NONE.isEmpty()).isTrue();
    assertThat(new TokenRolePolicies(NONE, List.of("x"), NONE, NONE).isEmpty()).isFalse();
    assertThat(new TokenRolePolicies(List.of(" "), NONE, NONE, NONE))
        .isEqualTo(TokenRolePolicies.NONE);
  }
}
