package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.attested.AttestedEvidence;
import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginAlias;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.rule.LoginRules;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.login.LoginCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides a login from a role, verified claims and, where the role binds resources, what Azure
 * Resource Manager returns. A pure machine: the login and its explanation use the same one. It
 * makes every check that it can, so that a refusal names all reasons, but asks Azure only after
 * every check on claims has passed, so that a forged token cannot cause calls with the server's
 * rights.
 */
public final class LoginPolicy {

  private static final String APP_ROLE = "app_role:";

  private LoginPolicy() {}

  /**
   * The first step of a login; the token has been verified, and the address is allowed.
   *
   * @param audience the kind of audience of the token
   */
  public static LoginStep start(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      AudienceKind audience,
      Instant now) {
    return start(role, claims, request, audience, AttestedEvidence.NONE, now);
  }

  /**
   * The same for a login that shows more of its machine than the token.
   *
   * @param attested what it shows
   */
  public static LoginStep start(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      AudienceKind audience,
      AttestedEvidence attested,
      Instant now) {
    return decide(LoginContext.of(role, claims, request, audience, attested, now));
  }

  /**
   * The first step on a mount that asks Azure for groups that a token does not list.
   *
   * @param audience the kind of audience of the token
   */
  public static LoginStep startAskingForGroups(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      AudienceKind audience,
      Instant now) {
    return startAskingForGroups(role, claims, request, audience, AttestedEvidence.NONE, now);
  }

  /**
   * The same for a login that shows more of its machine than the token.
   *
   * @param attested what it shows
   */
  public static LoginStep startAskingForGroups(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      AudienceKind audience,
      AttestedEvidence attested,
      Instant now) {
    LoginContext login = LoginContext.of(role, claims, request, audience, attested, now);
    LoginStep step = decide(login);
    return PendingGroups.of(step, login).<LoginStep>map(LoginStep.NeedsGroups::new).orElse(step);
  }

  /**
   * The first step again, once Azure has returned the groups. The same login may be resumed again
   * with fresher ones.
   *
   * @param groups all groups of the principal
   */
  public static LoginStep resume(PendingGroups pending, Set<GroupId> groups) {
    return decide(pending.loginIn(groups));
  }

  /**
   * The second step, once Azure has answered. The same login may be resumed again with a fresher
   * answer. Without facts it is refused.
   *
   * @throws IllegalArgumentException when the facts are of another resource
   */
  public static LoginStep.Decided resume(PendingLogin pending, ResourceAnswer answer) {
    if (answer.facts().filter(facts -> !facts.id().equals(pending.resource())).isPresent()) {
      throw new IllegalArgumentException("facts of another resource than the one asked for");
    }
    RuleWalk walk = pending.walk().answeredBy(answer).along(LoginRules.AFTER_AZURE);
    return answer.facts().isPresent() ? conclude(walk) : refused(walk);
  }

  /** All checks of a login as skipped, for one that ended before {@link #start}. */
  public static List<LoginCheck> skipped(String why) {
    return Stream.of(CheckName.values())
        .filter(CheckName::isOfPolicy)
        .map(name -> LoginCheck.skipped(name, why))
        .toList();
  }

  private static LoginStep decide(LoginContext login) {
    RuleWalk walk = RuleWalk.start(login).along(LoginRules.BEFORE_AZURE);
    return walk.denials().isEmpty() && login.asksAzure()
        ? new LoginStep.NeedsResource(new PendingLogin(walk))
        : conclude(walk);
  }

  private static LoginStep.Decided conclude(RuleWalk walk) {
    return walk.denials().isEmpty()
        ? new LoginStep.Granted(grant(walk), walk.allChecks(whyOpen(walk.login())))
        : refused(walk);
  }

  private static LoginStep.Refused refused(RuleWalk walk) {
    return new LoginStep.Refused(
        walk.denials(), disclosed(walk), walk.allChecks(whyOpen(walk.login())));
  }

  /**
   * What the caller reads. Who names a resource that is not its own must not learn from the answer
   * whether it exists, nor anything that Azure knows of it.
   */
  private static List<Denial> disclosed(RuleWalk walk) {
    LoginContext login = walk.login();
    return login.isUnprovedName()
        ? List.of(
            new Denial(
                DenialReason.RESOURCE_UNPROVED,
                CheckName.RESOURCE_IDENTITY,
                "",
                login.claims().oid().map(PrincipalId::value).orElse("")))
        : walk.denials();
  }

  /** Why the rules that stayed open were not decided. */
  private static String whyOpen(LoginContext login) {
    if (!login.bindsResource()) {
      return "the role binds no resource";
    }
    if (login.resource().isEmpty()) {
      return "no resource is proved";
    }
    if (!login.asksAzure()) {
      return "resource_proof is \"claims\"";
    }
    return login.answer().isEmpty()
        ? "Azure is asked only when every check on claims holds"
        : "Azure says nothing of the resource";
  }

  private static LoginGrant grant(RuleWalk walk) {
    LoginContext login = walk.login();
    AzureClaims claims = login.claims();
    PrincipalId principal = claims.oid().orElseThrow();
    LoginAlias alias = walk.alias().orElseThrow();
    VerifiedNames names =
        login
            .resource()
            .map(resource -> VerifiedNames.of(resource, login.scaleSet(), login.request()))
            .orElseGet(() -> VerifiedNames.confirmed(walk.checks()));
    return new LoginGrant(
        principal,
        alias.name(),
        LoginMetadata.ofAlias(alias),
        tokenMetadata(login, names),
        groupAliases(login.role(), claims),
        claims.isAgentForPerson() ? alias.name() : principal.value(),
        names.warnings(),
        proved(login, principal));
  }

  private static Map<String, String> tokenMetadata(LoginContext login, VerifiedNames names) {
    Map<String, String> metadata =
        LoginMetadata.ofToken(login.role().name(), login.claims(), names);
    if (login.resourceBindings().attestation().isDemanded()) {
      login
          .attested()
          .guest()
          .attestation()
          .ifPresent(proved -> metadata.putAll(LoginMetadata.ofAttestation(proved)));
    }
    ResourceTags tags = login.facts().map(ResourceFacts::tags).orElse(ResourceTags.NONE);
    metadata.putAll(login.bindings().mapping().metadata(login.claims(), tags));
    return metadata;
  }

  // An agent that acts for a person gets what its role gives, and not what the person's groups get.
  private static List<String> groupAliases(AzureRole role, AzureClaims claims) {
    if (claims.isAgentForPerson()) {
      return List.of();
    }
    return switch (role.bindings().mapping().groups()) {
      case ROLES -> claims.appRoles().stream().map(it -> APP_ROLE + it.value()).toList();
      // A group may have been given the name that an app role has here.
      case GROUPS ->
          claims.groups().stream()
              .map(GroupId::value)
              .filter(group -> !group.startsWith(APP_ROLE))
              .toList();
    };
  }

  // Of thousands of groups, of app roles, and of tags, only those that the role binds are kept with
  // the token.
  private static ProvedFacts proved(LoginContext login, PrincipalId principal) {
    AzureClaims claims = login.claims();
    BoundList bound = login.role().bindings().identity().bound(BoundField.GROUPS);
    BoundList appRoles = login.role().bindings().identity().bound(BoundField.APP_ROLES);
    ResourceBindings resource = login.role().bindings().resource();
    return new ProvedFacts(
        principal,
        claims.loginTenant(),
        claims.isUserToken(),
        claims.appId(),
        claims.agentClaims().agent(),
        claims.groups().stream()
            .filter(group -> bound.contains(group.value()))
            .collect(Collectors.toSet()),
        claims.appRoles().stream()
            .filter(it -> appRoles.values().contains(it.value()))
            .collect(Collectors.toSet()),
        login.resource(),
        login.answer().flatMap(ResourceAnswer::facts).flatMap(ResourceFacts::location),
        login.scaleSet(),
        login
            .answer()
            .flatMap(ResourceAnswer::facts)
            .map(facts -> facts.tags().only(resource.tags().names()))
            .orElse(ResourceTags.NONE),
        login.role().bindings().expression().map(BoundExpression::digest));
  }
}
