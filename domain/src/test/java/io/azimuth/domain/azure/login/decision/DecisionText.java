package io.azimuth.domain.azure.login.decision;

import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.PendingGroups;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.login.ProvedFacts;
import io.azimuth.domain.azure.login.RenewalPolicy;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDenial;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every step that a login can take, with all checks, denials and the grant, as text. */
final class DecisionText {

  private static final String NO_ANSWER = "no answer";

  private final GeneratedLogin login;
  private final StringBuilder text = new StringBuilder();

  private DecisionText(GeneratedLogin login) {
    this.login = login;
  }

  static String of(GeneratedLogin login) {
    DecisionText decision = new DecisionText(login);
    decision.step("start", login.start());
    decision.step("start, asking for groups", login.startAskingForGroups());
    List<Denial> renewal =
        RenewalPolicy.denials(
            login.roleOfLogin(),
            ProvedFacts.ofPrincipal(new PrincipalId(TokenMint.OID)),
            new MountTenants(Optional.empty(), Set.of()));
    if (!renewal.isEmpty()) {
      decision.denials("renewal", renewal);
    }
    return decision.text.toString();
  }

  private void step(String title, LoginStep step) {
    text.append("== ").append(title).append(": ").append(step.getClass().getSimpleName());
    text.append('\n');
    checks(step.checks());
    step.fold(
        refused -> denials("denials", refused.denials()),
        granted -> grant(granted.grant()),
        needs -> needsResource(needs.pending()),
        needs -> needsGroups(needs.pending()));
  }

  private DecisionText needsResource(PendingLogin pending) {
    text.append("asks for ").append(pending.resource()).append('\n');
    checks(pending.checksWithoutAnswer(NO_ANSWER));
    step("absent", LoginPolicy.resume(pending, ResourceAnswer.ABSENT));
    step("forbidden", LoginPolicy.resume(pending, ResourceAnswer.FORBIDDEN));
    for (ResourceFacts facts : login.facts(pending.resource())) {
      step("facts", LoginPolicy.resume(pending, ResourceAnswer.found(facts)));
    }
    return this;
  }

  private DecisionText needsGroups(PendingGroups pending) {
    text.append("asks for groups of ").append(pending.isUser() ? "user " : "app ");
    text.append(pending.principal()).append('\n');
    denials("without groups", pending.refusal().denials());
    checks(pending.checksWithoutAnswer(NO_ANSWER));
    for (Set<GroupId> groups : login.groups()) {
      step("groups", LoginPolicy.resume(pending, groups));
    }
    return this;
  }

  private DecisionText grant(LoginGrant grant) {
    List.of(
            grant.principal(),
            grant.aliasName(),
            new TreeMap<>(grant.aliasMetadata()),
            new TreeMap<>(grant.tokenMetadata()),
            grant.groupAliases(),
            grant.displayNameSuffix(),
            grant.warnings())
        .forEach(part -> text.append(part).append('\n'));
    return this;
  }

  private DecisionText denials(String title, List<Denial> denials) {
    text.append(title).append('\n');
    denials.forEach(denial -> text.append(denial).append('\n'));
    return this;
  }

  private void checks(List<LoginCheck> checks) {
    checks.forEach(this::check);
  }

  /** A failed check has the hint of its reason; only another one is shown. */
  private void check(LoginCheck check) {
    boolean ofReason =
        check.denial().map(LoginDenial::hint).filter(check.hint()::equals).isPresent();
    List.of(
            check.name().code(),
            check.result().code(),
            check.expected(),
            check.actual(),
            check.denial().map(LoginDenial::code).orElse(""),
            ofReason ? "" : check.hint())
        .forEach(part -> text.append(part).append(" | "));
    text.append('\n');
  }
}
