package io.azimuth.application.system.policies;

import io.azimuth.application.policy.AccessRequest;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.domain.policy.acl.MatchingRules;
import io.azimuth.domain.policy.acl.RuleSummary;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows the decision of policies about a request, the rule that decided, and the other rules that
 * match it.
 */
final class AccessExplanation {

  private static final AnswerField PATH = AnswerField.text("path", "the path of the rule");
  private static final AnswerField CAPABILITIES =
      AnswerField.texts("capabilities", "what the rule grants");
  private static final AnswerField POLICIES =
      AnswerField.texts("policies", "the policies that have the rule");

  /** What {@link #show} shows. */
  static final List<AnswerField> SHOWN =
      List.of(
          AnswerField.text("path", "the path that was asked about"),
          AnswerField.text("capability", "what the request needs"),
          AnswerField.flag("sudo_required", "whether it needs sudo as well"),
          AnswerField.flag("served", "whether a route serves it"),
          AnswerField.flag("allowed", "whether it is allowed"),
          AnswerField.text("outcome", "why"),
          AnswerField.object("rule", "the rule that decides", PATH, CAPABILITIES, POLICIES)
              .orNull(),
          AnswerField.texts("policies", "the policies that decide"),
          AnswerField.text("parameter", "the parameter that decides; empty when none does"),
          AnswerField.objects(
              "shadowed",
              "other rules that match",
              PATH,
              CAPABILITIES,
              POLICIES,
              AnswerField.text("reason", "why the rule does not count"),
              AnswerField.text("why", "the same as a sentence")),
          AnswerField.texts("missing", "the capabilities that are missing"),
          AnswerField.text("advice", "what to change"));

  private static final int MAX_SHADOWED = 100;

  private final HypotheticalRequest question;
  private final AclDecision decided;
  private final MatchingRules rules;

  AccessExplanation(HypotheticalRequest question, Acl acl) {
    AccessRequest asked = question.request();
    this.question = question;
    this.decided = asked.evaluate(acl);
    this.rules = acl.matchingRules(asked.path(), asked.needed().isOfFolder());
  }

  Value.Builder show() {
    AccessRequest asked = question.request();
    boolean everybody = question.isPublic();
    return Value.Obj.builder()
        .put("path", asked.path())
        .put("capability", asked.needed().wireName())
        .put("sudo_required", asked.sudoRequired())
        .put("served", question.route().isPresent())
        .put("allowed", everybody || decided.allowed())
        .put("outcome", everybody ? "public" : decided.outcome().name().toLowerCase(Locale.ROOT))
        .put("rule", rules.deciding().<Value>map(one -> rule(one).build()).orElse(Value.NULL))
        .put("policies", names(decided.policies()))
        .put("parameter", decided.parameter().orElse(""))
        .put("shadowed", shadowed())
        .put("missing", everybody ? List.of() : missing())
        .put("advice", everybody ? "everybody may use it: no policy is asked" : advice());
  }

  private static Value.Builder rule(RuleSummary rule) {
    return Value.Obj.builder()
        .put("path", rule.path())
        .put("capabilities", rule.capabilities())
        .put("policies", names(rule.policies()));
  }

  private static List<String> names(List<PolicyName> policies) {
    return policies.stream().map(PolicyName::value).toList();
  }

  private Value shadowed() {
    return new Value.Items(
        rules.shadowed().stream()
            .limit(MAX_SHADOWED)
            .<Value>map(
                other ->
                    rule(other.rule())
                        .put("reason", other.reason().name().toLowerCase(Locale.ROOT))
                        .put("why", other.reason().sentence())
                        .build())
            .toList());
  }

  private List<String> missing() {
    return switch (decided.outcome()) {
      case NO_RULE, DENY_RULE, CAPABILITY_MISSING -> needed();
      case SUDO_MISSING -> List.of(Capability.SUDO.wireName());
      case ROOT,
          GRANTED,
          WRAPPING_OUTSIDE_LIMITS,
          PARAMETER_MISSING,
          PARAMETER_DENIED,
          PARAMETER_NOT_ALLOWED ->
          List.of();
    };
  }

  private List<String> needed() {
    AccessRequest asked = question.request();
    Optional<RuleSummary> rule = rules.deciding();
    List<String> words = new ArrayList<>(List.of(asked.needed().wireName()));
    if (asked.sudoRequired()) {
      words.add(Capability.SUDO.wireName());
    }
    rule.ifPresent(one -> words.removeAll(one.capabilities()));
    return words;
  }

  private String advice() {
    return switch (decided.outcome()) {
      case ROOT -> "the root policy allows everything";
      case GRANTED -> "nothing is missing";
      case NO_RULE -> "no rule is about this path: add one that grants what is missing";
      case DENY_RULE ->
          "the deciding rule denies, whatever else is granted on its path: take the deny away, or add"
              + " a more specific rule that grants what is missing";
      case CAPABILITY_MISSING, SUDO_MISSING ->
          "add what is missing to the deciding rule, or to a more specific one: less specific rules"
              + " do not count";
      case WRAPPING_OUTSIDE_LIMITS ->
          "the deciding rule demands an answer that is wrapped for a time within its limits";
      case PARAMETER_MISSING -> "the deciding rule demands a parameter that is not sent";
      case PARAMETER_DENIED -> "the deciding rule denies a parameter, or its value";
      case PARAMETER_NOT_ALLOWED ->
          "the deciding rule allows certain parameters and values, and this is none of them";
    };
  }
}
