package io.azimuth.azure.login;

import io.azimuth.azure.config.Audience;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.login.facts.InstanceLookup;
import io.azimuth.azure.login.facts.LoginGroupLookup;
import io.azimuth.azure.login.facts.OutageGrace;
import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.login.verify.LoginTokenVerification;
import io.azimuth.azure.login.verify.MachineAttestation;
import io.azimuth.azure.replay.UsedTokenRecordName;
import io.azimuth.azure.replay.UsedTokens;
import io.azimuth.azure.role.RoleStore;
import io.azimuth.domain.azure.attested.AttestedEvidence;
import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.SingleUse;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.check.TokenChecks;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.GroupsClaim;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginCheckName;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.login.LoginExplanations;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Decides a login: checks the fields, the token, the role, the address, the policy machine, Azure,
 * and whether the token was used before, in this order. So a caller without a valid token learns
 * neither roles nor bindings, and a forged token causes no read with the server's rights. The login
 * and its explanation use this class.
 */
public final class Login {

  private final ConfigStore configs;
  private final RoleStore roles;
  private final LoginTokenVerification proof;
  private final OutageGrace resources;
  private final InstanceLookup instances;
  private final LoginGroupLookup groups;
  private final MachineAttestation attestation;
  private final SingleUseCheck singleUse;

  public Login(
      ConfigStore configs,
      RoleStore roles,
      LoginTokenVerification proof,
      OutageGrace resources,
      InstanceLookup instances,
      LoginGroupLookup groups,
      MachineAttestation attestation,
      UsedTokens used) {
    this.configs = configs;
    this.roles = roles;
    this.proof = proof;
    this.resources = resources;
    this.instances = instances;
    this.groups = groups;
    this.attestation = attestation;
    this.singleUse = new SingleUseCheck(used);
  }

  /** The checks of a login, as an explanation shows them when Azure does not answer. */
  static List<LoginCheckName> checks() {
    return Stream.of(
            Stream.of(CheckName.TOKEN, CheckName.AUDIENCE, CheckName.VALIDITY, CheckName.BINDING),
            LoginPolicy.skipped("").stream().map(LoginCheck::name),
            Stream.of(CheckName.SINGLE_USE))
        .<LoginCheckName>flatMap(names -> names)
        .toList();
  }

  /** Decides a login, which waits in line while Azure throttles. */
  Awaited<LoginOutcome> decide(Call call) {
    return decide(call, call.request().certificate(), UnaryOperator.identity());
  }

  /**
   * The same for a dry run, which may name a certificate, and at once: while Azure throttles, that
   * is the outcome.
   */
  Awaited<LoginOutcome> rehearse(Call call) {
    return decide(call, LoginExplanations.certificate(call), AzureSettings::withoutWaiting);
  }

  private Awaited<LoginOutcome> decide(
      Call call, Optional<CertificateDigest> shown, UnaryOperator<AzureSettings> patience) {
    SecretText jwt = LoginFields.jwt(call.fields());
    String roleName = LoginFields.role(call.fields());
    LoginAnswers.noteRole(call, roleName);
    LoginRequest request = LoginFields.request(call.fields());
    AzureSettings settings =
        configs
            .find(call.transaction())
            .map(patience)
            .orElseThrow(() -> RefusedException.invalid("tenant_id is required"));
    return proof
        .verify(jwt, settings, shown, call.deadline())
        .thenAwait(
            proof ->
                proof.fold(
                    claims ->
                        withClaims(call, settings, roleName, request, claims)
                            .then(it -> it.after(TokenChecks.accepted(claims.binding(), shown)))
                            .then(it -> singleUse.conclude(call, jwt, claims, it)),
                    denial -> Awaited.of(notAccepted(call, proof, denial))));
  }

  private static LoginOutcome notAccepted(
      Call call, LoginTokenVerification.Outcome proof, Denial denial) {
    proof.owner().ifPresent(owner -> LoginAuditNotes.principal(call, owner));
    return refused(denial, "the token was not accepted")
        .after(TokenChecks.rejected(denial))
        .with(SingleUse.skipped("the token was not accepted"));
  }

  private Awaited<LoginOutcome> withClaims(
      Call call,
      AzureSettings settings,
      String roleName,
      LoginRequest request,
      AzureClaims claims) {
    LoginAuditNotes.principal(call, claims);
    Optional<AzureRole> found = roles.named(call.transaction(), roleName);
    if (found.isEmpty()) {
      return Awaited.of(roleUnknown(roleName));
    }
    AzureRole role = found.get();
    call.loginNotes().role(role.name().value());
    LoginSpan.role(role);
    AzureSettings tenantSettings = settings.signingInTo(claims.additionalTenant());
    InetAddress address = call.request().client().address();
    Optional<LoginOutcome> refused = refusedWithoutAzure(role, address, claims);
    if (refused.isPresent()) {
      return Awaited.of(refused.get());
    }
    List<LoginCheck> before = List.of(admitted(address), boundToken(role, claims));
    AudienceKind audience = Audience.kindOf(claims);
    return attestation
        .read(
            call,
            settings,
            role,
            LoginFields.attestedDocument(call.fields()),
            LoginFields.attestation(call.fields()))
        .thenAwait(
            machine -> {
              AttestedEvidence attested = machine.evidence();
              LoginStep first =
                  settings.resolveGroups()
                      ? LoginPolicy.startAskingForGroups(
                          role, claims, request, audience, attested, call.now())
                      : LoginPolicy.start(role, claims, request, audience, attested, call.now());
              return continueWith(call, tenantSettings, role, first)
                  .thenAwait(outcome -> withGroups(call, tenantSettings, claims, outcome))
                  .then(outcome -> usingNonces(machine, outcome).after(before));
            });
  }

  private static Optional<LoginOutcome> refusedWithoutAzure(
      AzureRole role, InetAddress address, AzureClaims claims) {
    if (!role.tokenSettings().admits(Optional.of(address))) {
      Denial denial = addressDenial(role, address);
      return Optional.of(
          refused(denial, "the address is not admitted").after(List.of(denial.failedCheck())));
    }
    LoginCheck bound = boundToken(role, claims);
    if (!bound.isFailed()) {
      return Optional.empty();
    }
    Denial denial =
        new Denial(
            DenialReason.TOKEN_NOT_BOUND, CheckName.BOUND_TOKEN, bound.expected(), bound.actual());
    return Optional.of(
        refused(denial, "the token is bound to no key")
            .after(List.of(admitted(address), denial.failedCheck())));
  }

  private static LoginCheck admitted(InetAddress address) {
    return LoginCheck.passed(CheckName.ADDRESS, "", address.getHostAddress());
  }

  private static LoginCheck boundToken(AzureRole role, AzureClaims claims) {
    return LoginCheck.boundToken(
        CheckName.BOUND_TOKEN, role.bindings().requireBoundToken(), claims.binding());
  }

  private static LoginOutcome usingNonces(MachineAttestation.Shown machine, LoginOutcome outcome) {
    if (!(outcome instanceof LoginOutcome.Granted granted)) {
      return outcome;
    }
    LoginOutcome.Granted using = granted;
    for (UsedTokenRecordName place : machine.places()) {
      using = using.using(place);
    }
    return using;
  }

  // A login that is granted without groups may still belong to external groups of this mount.
  private Awaited<LoginOutcome> withGroups(
      Call call, AzureSettings settings, AzureClaims claims, LoginOutcome outcome) {
    return settings.resolveGroups()
            && !claims.isAgentForPerson()
            && outcome instanceof LoginOutcome.Granted granted
            && granted.role().bindings().mapping().groups() == GroupsClaim.GROUPS
            && granted.grant().groupAliases().isEmpty()
            && call.hasGroupAliases()
        ? groups.complete(call, settings, claims, granted)
        : Awaited.of(outcome);
  }

  private Awaited<LoginOutcome> continueWith(
      Call call, AzureSettings settings, AzureRole role, LoginStep step) {
    return step.fold(
        no -> Awaited.of(LoginOutcome.of(role, no)),
        yes -> Awaited.of(LoginOutcome.of(role, yes)),
        needs ->
            instances.withInstance(
                call,
                settings,
                needs.pending(),
                pending -> resources.resolve(call, settings, role, pending)),
        asks ->
            groups.resolve(
                call, settings, asks.pending(), next -> continueWith(call, settings, role, next)));
  }

  private static LoginOutcome roleUnknown(String sent) {
    Denial denial =
        new Denial(DenialReason.ROLE_UNKNOWN, CheckName.ROLE, "a role of this mount", sent);
    List<LoginCheck> checks =
        LoginPolicy.skipped("no role has this name").stream()
            .map(check -> check.name() == denial.check() ? denial.failedCheck() : check)
            .toList();
    return new LoginOutcome.Refused(List.of(denial), checks);
  }

  private static Denial addressDenial(AzureRole role, InetAddress address) {
    return new Denial(
        DenialReason.ADDRESS_NOT_BOUND,
        CheckName.ADDRESS,
        role.tokenSettings().boundCidrs().toString(),
        address.getHostAddress());
  }

  private static LoginOutcome refused(Denial denial, String why) {
    return new LoginOutcome.Refused(List.of(denial), LoginPolicy.skipped(why));
  }
}
