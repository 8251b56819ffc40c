package io.azimuth.azure.roletest;

import io.azimuth.azure.roletest.CaseResult.Difference;
import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.domain.text.GoDuration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares a login with what is expected of it. */
final class CaseJudgement {

  /** What a token is bound to. */
  static final String CERTIFICATE = "certificate";

  static final String NOTHING = "nothing";

  private static final String ALLOWED = "allowed";
  private static final String DENIED = "denied";

  private final LoginExpectation expected;
  private final RoleTestLogin login;
  private final List<Difference> differences = new ArrayList<>();

  private CaseJudgement(LoginExpectation expected, RoleTestLogin login) {
    this.expected = expected;
    this.login = login;
  }

  /**
   * What is not as expected.
   *
   * @param known the names of the policies in the file
   * @param rights what the policies of a token allow
   */
  static List<Difference> of(
      LoginExpectation expected,
      RoleTestLogin login,
      Set<String> known,
      Function<GrantedToken, Acl> rights) {
    CaseJudgement judgement = new CaseJudgement(expected, login);
    judgement.judge(known, rights);
    return judgement.differences;
  }

  private void judge(Set<String> known, Function<GrantedToken, Acl> rights) {
    if (login.verdict() != expected.verdict()) {
      add("login", expected.verdict().word(), login.summary(), why());
      return;
    }
    among("reason", expected.reasons(), login.failed().stream().map(FailedCheck::reason).toList());
    among("check", expected.checks(), login.failed().stream().map(FailedCheck::check).toList());
    login
        .token()
        .ifPresent(
            token -> {
              judge(token);
              missing(token, known);
              Acl acl = rights.apply(token);
              expected.paths().forEach(path -> judge(path, acl));
            });
  }

  private String why() {
    return login.failed().stream().map(FailedCheck::sentence).collect(Collectors.joining("; "));
  }

  private void among(String what, List<String> wanted, Collection<String> found) {
    wanted.stream()
        .filter(code -> !found.contains(code))
        .forEach(code -> add(what, code, String.join(", ", new TreeSet<>(found)), why()));
  }

  // Without its rules, every "denied" would hold.
  private void missing(GrantedToken token, Set<String> known) {
    if (!expected.paths().isEmpty()) {
      token.policies().stream()
          .filter(name -> !known.contains(name))
          .forEach(
              name -> add("policy " + name, "in the file", "none", "its rules decide about paths"));
    }
  }

  private void judge(GrantedToken token) {
    LoginExpectation.Token wanted = expected.token();
    wanted
        .policies()
        .ifPresent(
            names ->
                compare(
                    "policies",
                    String.join(", ", new TreeSet<>(names)),
                    String.join(", ", new TreeSet<>(token.policies()))));
    Map<String, String> metadata = token.grant().metadata();
    new TreeMap<>(wanted.metadata())
        .forEach(
            (name, value) ->
                compare("metadata " + name, value, metadata.getOrDefault(name, "none")));
    wanted.alias().ifPresent(alias -> compare("alias", alias, token.grant().alias()));
    wanted
        .ttl()
        .ifPresent(
            ttl ->
                compare("ttl", GoDuration.formatShort(ttl), GoDuration.formatShort(token.ttl())));
    wanted
        .type()
        .ifPresent(
            type -> compare("token_type", type, token.type().name().toLowerCase(Locale.ROOT)));
    wanted
        .boundTo()
        .ifPresent(what -> compare("token_bound_to", what, token.bound() ? CERTIFICATE : NOTHING));
  }

  private void judge(PathExpectation path, Acl acl) {
    path.allowed().forEach(capability -> judge(path, capability, true, acl));
    path.denied().forEach(capability -> judge(path, capability, false, acl));
  }

  private void judge(PathExpectation path, Capability capability, boolean allowed, Acl acl) {
    String what = capability.wireName() + " " + path.path();
    AclDecision decision = decision(path.path(), capability, acl);
    boolean holds = capability == Capability.SUDO ? decision.sudo() : grants(decision.outcome());
    String rule = decision.rule().orElse("none");
    if (holds != allowed) {
      add(what, word(allowed), word(holds), "rule " + rule + " " + source(decision));
    }
    path.rule()
        .filter(wanted -> !wanted.equals(rule))
        .ifPresent(wanted -> add(what, "rule " + wanted, "rule " + rule, source(decision)));
  }

  private static AclDecision decision(String path, Capability capability, Acl acl) {
    if (capability == Capability.SUDO) {
      return acl.decide(path, Capability.READ, false);
    }
    String asked = capability.isOfFolder() && !path.endsWith("/") ? path + "/" : path;
    return acl.decide(asked, capability, false);
  }

  // A path has neither parameters nor a wrapping time: a rule that demands some grants all the same
  // to a request that sends them, and a "denied" must not hold for lack of them.
  private static boolean grants(AclOutcome outcome) {
    return switch (outcome) {
      case ROOT,
          GRANTED,
          WRAPPING_OUTSIDE_LIMITS,
          PARAMETER_MISSING,
          PARAMETER_DENIED,
          PARAMETER_NOT_ALLOWED ->
          true;
      case NO_RULE, DENY_RULE, CAPABILITY_MISSING, SUDO_MISSING -> false;
    };
  }

  private static String source(AclDecision decision) {
    if (decision.outcome() == AclOutcome.NO_RULE) {
      return "no policy of the token has a rule for the path";
    }
    String names =
        decision.policies().stream().map(PolicyName::value).collect(Collectors.joining(", "));
    return "of " + names + ": " + decision.outcome().name().toLowerCase(Locale.ROOT);
  }

  private static String word(boolean allowed) {
    return allowed ? ALLOWED : DENIED;
  }

  private void compare(String what, String wanted, String found) {
    if (!wanted.equals(found)) {
      add(what, wanted, found, "");
    }
  }

  private void add(String what, String wanted, String found, String hint) {
    differences.add(new Difference(what, wanted, found, hint));
  }
}
