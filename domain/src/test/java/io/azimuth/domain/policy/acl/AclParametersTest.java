package io.azimuth.domain.policy.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.Policies;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.PolicyValue;
import io.azimuth.domain.policy.RequestParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameter rules, and how those of several stanzas are merged. */
class AclParametersTest {

  private static final AclOutcome PASSES = AclOutcome.GRANTED;
  private static final AclOutcome MISSING = AclOutcome.PARAMETER_MISSING;
  private static final AclOutcome DENIED = AclOutcome.PARAMETER_DENIED;
  private static final AclOutcome NOT_ALLOWED = AclOutcome.PARAMETER_NOT_ALLOWED;

  static Stream<Arguments> cases() {
    return Stream.of(
        arguments("required_parameters = [\"a\"]", sent(), MISSING),
        arguments("required_parameters = [\"a\"]", sent("b", text("x")), MISSING),
        arguments("required_parameters = [\"a\", \"b\"]", sent("a", text("x")), MISSING),
        arguments("required_parameters = [\"a\"]", sent("a", new PolicyValue.Null()), PASSES),
        arguments("required_parameters = [\"A\"]", sent("a", text("x")), PASSES),
        arguments("required_parameters = [\"a\"]", sent("A", text("x")), PASSES),
        arguments("denied_parameters = { \"*\" = [] }", sent(), PASSES),
        arguments("denied_parameters = { \"*\" = [] }", sent("a", text("x")), DENIED),
        arguments("denied_parameters = { \"*\" = [\"y\"] }", sent("a", text("x")), DENIED),
        arguments("denied_parameters = { a = [] }", sent("a", text("x")), DENIED),
        arguments("denied_parameters = { a = [] }", sent("A", text("x")), DENIED),
        arguments("denied_parameters = { a = [] }", sent("b", text("x")), PASSES),
        arguments("denied_parameters = { a = [\"x\"] }", sent("a", text("x")), DENIED),
        arguments("denied_parameters = { a = [\"x\"] }", sent("a", text("y")), PASSES),
        arguments("denied_parameters = { a = [\"x\"] }", sent("a", text("y, x")), DENIED),
        arguments("denied_parameters = { a = [\"x\"] }", sent("a", text(" X")), DENIED),
        arguments("denied_parameters = { a = [\"x\"] }", sent("a", text("xy,z")), PASSES),
        arguments("denied_parameters = { a = [\"x*\"] }", sent("a", text("xy")), DENIED),
        arguments("denied_parameters = { a = [5] }", sent("a", number("5.0")), DENIED),
        arguments("denied_parameters = { a = [\"5\"] }", sent("a", number("5")), DENIED),
        arguments("denied_parameters = { a = [5] }", sent("a", text("5")), DENIED),
        arguments("denied_parameters = { a = [true] }", sent("a", text("true")), DENIED),
        arguments("allowed_parameters = { a = [] }", sent(), PASSES),
        arguments("allowed_parameters = { a = [] }", sent("a", text("x")), PASSES),
        arguments("allowed_parameters = { A = [] }", sent("a", text("x")), PASSES),
        arguments("allowed_parameters = { a = [] }", sent("b", text("x")), NOT_ALLOWED),
        arguments("allowed_parameters = { a = [], \"*\" = [] }", sent("b", text("x")), PASSES),
        arguments("allowed_parameters = { \"*\" = [] }", sent("b", text("x")), PASSES),
        arguments(
            "allowed_parameters = { a = [\"x\"], \"*\" = [] }", sent("a", text("y")), NOT_ALLOWED),
        arguments("allowed_parameters = { \"*\" = [\"x\"] }", sent("b", text("x")), PASSES),
        arguments("allowed_parameters = { \"*\" = [\"x\"] }", sent("b", text("y")), NOT_ALLOWED),
        arguments("allowed_parameters = { a = [\"x\", \"y\"] }", sent("a", text("y")), PASSES),
        arguments("allowed_parameters = { a = [\"x\"] }", sent("a", text("X")), NOT_ALLOWED),
        arguments("allowed_parameters = { a = [\"x*\"] }", sent("a", text("xyz")), PASSES),
        arguments("allowed_parameters = { a = [\"*z\"] }", sent("a", text("xyz")), PASSES),
        arguments("allowed_parameters = { a = [\"*y*\"] }", sent("a", text("xyz")), PASSES),
        arguments("allowed_parameters = { a = [\"*\"] }", sent("a", text("xyz")), PASSES),
        arguments("allowed_parameters = { a = [\"**\"] }", sent("a", text("xyz")), PASSES),
        arguments("allowed_parameters = { a = [\"x*z\"] }", sent("a", text("xyz")), NOT_ALLOWED),
        arguments("allowed_parameters = { a = [\"x*z\"] }", sent("a", text("x*z")), PASSES),
        arguments("allowed_parameters = { a = [1] }", sent("a", number("1")), PASSES),
        arguments("allowed_parameters = { a = [1] }", sent("a", number("10e-1")), PASSES),
        arguments("allowed_parameters = { a = [1] }", sent("a", text("1")), NOT_ALLOWED),
        arguments("allowed_parameters = { a = [\"1\"] }", sent("a", number("1")), NOT_ALLOWED),
        arguments(
            "allowed_parameters = { a = [true] }", sent("a", new PolicyValue.Bool(true)), PASSES),
        arguments(
            "allowed_parameters = { a = [true] }",
            sent("a", new PolicyValue.Bool(false)),
            NOT_ALLOWED),
        arguments(
            "allowed_parameters = { a = [[\"x\", \"y\"]] }", sent("a", list("x", "y")), PASSES),
        arguments(
            "allowed_parameters = { a = [[\"x\", \"y\"]] }",
            sent("a", list("y", "x")),
            NOT_ALLOWED),
        arguments("allowed_parameters = { a = [\"x\"] }", sent("a", list("x")), NOT_ALLOWED),
        arguments("allowed_parameters = { a = [[\"*\"]] }", sent("a", list("x")), NOT_ALLOWED),
        arguments(
            "allowed_parameters = { a = [{ k = 1, l = 2 }] }",
            sent("a", new PolicyValue.Fields(sent("l", number("2"), "k", number("1")))),
            PASSES),
        arguments(
            "allowed_parameters = { a = [\"x\"] }", sent("a", new PolicyValue.Null()), NOT_ALLOWED),
        arguments(
            "allowed_parameters = { a = [] }\ndenied_parameters = { a = [\"x\"] }",
            sent("a", text("x")),
            DENIED),
        arguments(
            "allowed_parameters = { a = [] }\ndenied_parameters = { a = [\"x\"] }",
            sent("a", text("y")),
            PASSES),
        arguments(
            "allowed_parameters = { a = [] }\ndenied_parameters = { c = [] }",
            sent("b", text("x"), "c", text("x")),
            DENIED),
        arguments(
            "allowed_parameters = { data = [] }",
            sent("data", new PolicyValue.Fields(sent("inner", text("x"))), "options", list()),
            NOT_ALLOWED));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void checks(String rules, Map<String, PolicyValue> sent, AclOutcome outcome) {
    Acl acl = Acl.of(List.of(Policies.policy("p", stanza(rules))));
    assertThat(acl.decide("x", Capability.UPDATE, false, () -> untyped(sent)).outcome())
        .isEqualTo(outcome);
  }

  @Test
  void namesTheOffender() {
    Acl acl = Acl.of(List.of(Policies.policy("p", stanza("denied_parameters = { b = [] }"))));
    AclDecision decision =
        acl.decide(
            "x", Capability.UPDATE, false, () -> untyped(sent("a", text("1"), "B", text("2"))));
    assertThat(decision.parameter()).hasValue("B");
    assertThat(decision.rule()).hasValue("x");
    assertThat(decision.policies()).containsExactly(new PolicyName("p"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"READ", "CREATE", "UPDATE", "PATCH"})
  void looksAtParametersOfTheseOperations(Capability needed) {
    assertThat(requiring().decide("x", needed, false).outcome()).isEqualTo(MISSING);
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"LIST", "DELETE"})
  void doesNotLookAtParametersOfOthers(Capability needed) {
    assertThat(requiring().decide("x", needed, false).outcome()).isEqualTo(PASSES);
  }

  @Test
  void asksForParametersOnlyIfARuleNeedsThem() {
    Acl acl = Policies.acl("x:update");
    AclDecision decision =
        acl.decide(
            "x",
            Capability.UPDATE,
            false,
            () -> {
              throw new AssertionError("asked");
            });
    assertThat(decision.allowed()).isTrue();
  }

  @Test
  void mergingUnitesValuesAndRequiredNames() {
    Acl acl =
        merged(
            "allowed_parameters = { a = [\"1\"] }\nrequired_parameters = [\"a\"]",
            "allowed_parameters = { a = [\"2\"], b = [] }\nrequired_parameters = [\"b\"]");
    assertThat(outcome(acl, sent("a", text("2"), "b", text("x")))).isEqualTo(PASSES);
    assertThat(outcome(acl, sent("a", text("1"), "b", text("x")))).isEqualTo(PASSES);
    assertThat(outcome(acl, sent("a", text("3"), "b", text("x")))).isEqualTo(NOT_ALLOWED);
    assertThat(outcome(acl, sent("a", text("1")))).isEqualTo(MISSING);
  }

  @Test
  void mergingLetsAnyValueWinInEitherOrder() {
    String some = "allowed_parameters = { a = [\"1\"] }\ndenied_parameters = { b = [\"1\"] }";
    String any = "allowed_parameters = { a = [], b = [] }\ndenied_parameters = { b = [] }";
    for (Acl acl : List.of(merged(some, any), merged(any, some), merged(some, any, some))) {
      assertThat(outcome(acl, sent("a", text("9")))).isEqualTo(PASSES);
      assertThat(outcome(acl, sent("b", text("9")))).isEqualTo(DENIED);
    }
  }

  @Test
  void aPolicyWithoutRestrictionDoesNotLiftAnothers() {
    assertThat(outcome(merged("allowed_parameters = { a = [] }", ""), sent("b", text("x"))))
        .isEqualTo(NOT_ALLOWED);
  }

  @Test
  void numbersAreEqualByValueWithoutBeingExpanded() {
    assertThat(number("1")).isEqualTo(number("1.000")).hasSameHashCodeAs(number("100e-2"));
    assertThat(number("-0")).isEqualTo(number("0e9"));
    assertThat(number("-1")).isNotEqualTo(number("1"));
    assertThat(number("1e1000000000")).isEqualTo(number("10e999999999"));
    assertThat(number("1e1000000000")).isNotEqualTo(number("1e1000000001"));
    assertThat(number("1e" + "9".repeat(400))).isNotEqualTo(number("1"));
    assertThatThrownBy(() -> number("0x1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsNoRequestValueInToString() {
    assertThat(sent("a", text("hunter2"), "b", list("hunter2"), "c", number("4711")).toString())
        .doesNotContain("hunter2")
        .doesNotContain("4711");
  }

  private static Acl requiring() {
    return Acl.of(List.of(Policies.policy("p", stanza("required_parameters = [\"a\"]"))));
  }

  private static Acl merged(String... rules) {
    List<AclPolicy> policies = new ArrayList<>();
    for (String rule : rules) {
      policies.add(Policies.policy("p" + policies.size(), stanza(rule)));
    }
    return Acl.of(policies);
  }

  private static AclOutcome outcome(Acl acl, Map<String, PolicyValue> sent) {
    return acl.decide("x", Capability.UPDATE, false, () -> untyped(sent)).outcome();
  }

  private static List<RequestParameter> untyped(Map<String, PolicyValue> sent) {
    return sent.entrySet().stream()
        .map(one -> RequestParameter.untyped(one.getKey(), one.getValue()))
        .toList();
  }

  private static String stanza(String rules) {
    return "path \"x\" {\n"
        + "capabilities = [\"create\", \"read\", \"update\", \"patch\", \"list\", \"delete\"]\n"
        + rules
        + "\n}";
  }

  private static Map<String, PolicyValue> sent(Object... pairs) {
    Map<String, PolicyValue> sent = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      sent.put((String) pairs[i], (PolicyValue) pairs[i + 1]);
    }
    return sent;
  }

  private static PolicyValue text(String text) {
    return new PolicyValue.Text(text);
  }

  private static PolicyValue number(String digits) {
    return new PolicyValue.Decimal(digits);
  }

  private static PolicyValue list(String... texts) {
    return new PolicyValue.Items(Stream.of(texts).map(AclParametersTest::text).toList());
  }
}
