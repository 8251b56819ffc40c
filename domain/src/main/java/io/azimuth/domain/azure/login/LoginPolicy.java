package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.Check;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.AliasSource;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.azure.role.ResourceProof;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides a login from a role, verified claims and, where the role binds resources, what Azure
 * Resource Manager returns. A pure machine: the login and its explanation use the same one. It
 * makes every check that it can, so that a refusal names all reasons, but asks Azure only after
 * every check on claims has passed, so that a forged token cannot cause calls with the server's
 * rights.
 */
public final class LoginPolicy {

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
    CheckLog log = new CheckLog();
    PrincipalChecks.run(role.bindings(), claims, now, log);
    IdentityBindingChecks.run(role.bindings().identity(), claims, log);
    return role.bindings().resource().isBound()
        ? onResource(role, claims, request, audience, log)
        : withoutResource(role, claims, request, audience, log);
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
    LoginStep step = start(role, claims, request, audience, now);
    return PendingGroups.of(step, role, claims, request, audience, now)
        .<LoginStep>map(LoginStep.NeedsGroups::new)
        .orElse(step);
  }

  /**
   * The first step again, once Azure has returned the groups. The same login may be resumed again
   * with fresher ones.
   *
   * @param groups all groups of the principal
   */
  public static LoginStep resume(PendingGroups pending, Set<GroupId> groups) {
    return pending.resume(groups);
  }

  /**
   * The second step, once the resource is found. The same login may be resumed again with fresher
   * facts.
   *
   * @throws IllegalArgumentException when the facts are of another resource
   */
  public static LoginStep resume(PendingLogin pending, ResourceFacts facts) {
    if (!facts.id().equals(pending.resource())) {
      throw new IllegalArgumentException("facts of another resource than the one asked for");
    }
    CheckLog log = CheckLog.of(pending.checks());
    DirectoryChecks.run(pending, facts, log);
    return conclude(pending, pending.scaleSetBy(facts), log);
  }

  /** The second step, when Azure has no such resource. */
  public static LoginStep.Refused absent(PendingLogin pending) {
    return unfound(pending, DenialReason.RESOURCE_NOT_FOUND, "an existing resource");
  }

  /** The second step, when Azure does not let the server read the resource. */
  public static LoginStep.Refused forbidden(PendingLogin pending) {
    return unfound(pending, DenialReason.DIRECTORY_FORBIDDEN, "a resource that may be read");
  }

  /** All checks of a login as skipped, for one that ended before {@link #start}. */
  public static List<Check> skipped(String why) {
    return Stream.of(CheckName.values())
        .filter(CheckName::isOfPolicy)
        .map(name -> Check.skipped(name, why))
        .toList();
  }

  /**
   * Why a principal that has logged in may not renew its token under the role as it is now; empty
   * when it may.
   */
  public static Optional<Denial> renewalDenial(AzureRole role, PrincipalId principal) {
    Bindings bindings = role.bindings();
    return bindings.stillAdmits(principal)
        ? Optional.empty()
        : Optional.of(
            new Denial(
                DenialReason.PRINCIPAL_NOT_BOUND,
                CheckName.BOUND_PRINCIPAL,
                bindings.identity().boundPrincipals().toString(),
                principal.value()));
  }

  private static LoginStep withoutResource(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      AudienceKind audience,
      CheckLog log) {
    ResourceClaims resources = claims.resourceClaims();
    VerifiedNames names = VerifiedNames.judge(request, resources, log);
    Optional<LoginAlias> alias =
        LoginAlias.check(
            role.bindings().aliasSource(), claims, AliasSubjects.claimed(resources, audience), log);
    log.skipRest("the role binds no resource");
    return log.denials().isEmpty()
        ? new LoginStep.Granted(grant(role, claims, names, alias.orElseThrow()), log.checks())
        : new LoginStep.Refused(log.denials(), log.checks());
  }

  private static LoginStep onResource(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      AudienceKind audience,
      CheckLog log) {
    ResourceProof proof = role.bindings().resource().proof();
    return ResourceChoice.choose(proof, audience, claims.resourceClaims(), request, log)
        .map(resource -> judge(role, claims, request, resource, log))
        .orElseGet(() -> refused(log, "no resource is proved"));
  }

  private static LoginStep judge(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      LoginResource resource,
      CheckLog log) {
    ResourceBindings bindings = role.bindings().resource();
    boolean asksAzure = bindings.proof() == ResourceProof.DIRECTORY;
    RequestNameChecks.run(request, resource, asksAzure, log);
    ResourceBindingChecks.run(bindings, resource, log);
    if (!asksAzure) {
      PendingLogin decided = new PendingLogin(role, claims, request, resource, log.checks());
      return conclude(decided, resource.asScaleSet(), log);
    }
    AliasSource source = role.bindings().aliasSource();
    // Only Azure knows which scale set a machine belongs to.
    if (source != AliasSource.SCALE_SET || !resource.isMachine()) {
      LoginAlias.check(
          source,
          claims,
          AliasSubjects.proved(resource, resource.asScaleSet(), claims.resourceClaims()),
          log);
    }
    return log.denials().isEmpty()
        ? new LoginStep.NeedsResource(
            new PendingLogin(role, claims, request, resource, log.checks()))
        : refused(log, "Azure is asked only when every check on claims holds");
  }

  /** Makes the last checks, those of the alias. */
  private static LoginStep conclude(
      PendingLogin login, Optional<ResourceId> scaleSet, CheckLog log) {
    AliasSource source = login.bindings().aliasSource();
    AliasSubjects subjects =
        AliasSubjects.proved(login.loginResource(), scaleSet, login.claims().resourceClaims());
    Optional<LoginAlias> alias =
        log.has(CheckName.ALIAS)
            ? LoginAlias.of(source, login.claims(), subjects)
            : LoginAlias.check(source, login.claims(), subjects, log);
    String why = "resource_proof is \"claims\"";
    if (!log.denials().isEmpty()) {
      return refused(log, why);
    }
    log.skipRest(why);
    VerifiedNames names = VerifiedNames.of(login.loginResource(), scaleSet, login.request());
    return new LoginStep.Granted(
        grant(login.role(), login.claims(), names, alias.orElseThrow()), log.checks());
  }

  private static LoginStep.Refused unfound(
      PendingLogin pending, DenialReason reason, String expected) {
    CheckLog log = CheckLog.of(pending.checks());
    log.failed(CheckName.DIRECTORY, reason, expected, pending.resource().text());
    return refused(log, "Azure says nothing of the resource");
  }

  private static LoginStep.Refused refused(CheckLog log, String whyNoMore) {
    log.skipRest(whyNoMore);
    return new LoginStep.Refused(log.denials(), log.checks());
  }

  private static LoginGrant grant(
      AzureRole role, AzureClaims claims, VerifiedNames names, LoginAlias alias) {
    PrincipalId principal = claims.oid().orElseThrow();
    return new LoginGrant(
        principal,
        alias.name(),
        LoginMetadata.ofAlias(alias),
        LoginMetadata.ofToken(role.name(), claims, names),
        claims.groups().stream().map(GroupId::value).toList(),
        principal.value(),
        names.warnings());
  }
}
