package io.azimuth.application.backend.azure;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Auth;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Route;
import io.azimuth.application.route.TokenGrant;
import io.azimuth.domain.azure.AzureClaims;
import io.azimuth.domain.azure.AzureRole;
import io.azimuth.domain.azure.CheckName;
import io.azimuth.domain.azure.Denial;
import io.azimuth.domain.azure.DenialReason;
import io.azimuth.domain.azure.LoginGrant;
import io.azimuth.domain.azure.LoginPolicy;
import io.azimuth.domain.azure.LoginRequest;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.role.RoleName;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The login (spec 8.3): shapes of the fields, the token, the role, the address, the policy machine,
 * a token. In this order a stranger learns neither roles nor bindings.
 */
final class LoginRoutes {

  private final ConfigStore configs;
  private final RoleStore roles;
  private final TokenProof proof;
  private final LoginRefusals refusals;

  LoginRoutes(ConfigStore configs, RoleStore roles, TokenProof proof, LoginRefusals refusals) {
    this.configs = configs;
    this.roles = roles;
    this.proof = proof;
    this.refusals = refusals;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "login")
            .access(Access.PUBLIC)
            .fields(LoginFields.ALL)
            .handle(this::login));
  }

  private Answer login(Call call) {
    SecretText jwt = LoginFields.jwt(call.fields());
    String roleName = LoginFields.role(call.fields());
    LoginRequest request = LoginFields.request(call.fields());
    AzureSettings settings =
        configs
            .find(call.work(), call.mount().uuid())
            .orElseThrow(() -> RefusedException.invalid("tenant_id is required"));
    AzureClaims claims =
        proof
            .prove(jwt, settings, call.patience())
            .fold(
                accepted -> accepted,
                denial -> {
                  throw refusals.refusal(call, roleName, List.of(denial));
                });
    AzureRole role = role(call, roleName);
    checkAddress(call, role);
    return LoginPolicy.start(role, claims, request, Audience.kindOf(claims), call.now())
        .fold(
            refused -> {
              throw refusals.refusal(call, roleName, refused.denials());
            },
            granted -> grant(call, role, granted.grant()),
            needs -> {
              throw new RefusedException(
                  ErrorCategory.UNSUPPORTED_OPERATION, "resources cannot be looked up yet");
            });
  }

  private AzureRole role(Call call, String sent) {
    return RoleName.parse(sent)
        .flatMap(name -> roles.find(call.work(), call.mount().uuid(), name))
        .orElseThrow(
            () -> RefusedException.invalid("invalid role name \"" + printable(sent) + "\""));
  }

  private void checkAddress(Call call, AzureRole role) {
    InetAddress address = call.request().client().address();
    if (!role.tokenSettings().admits(Optional.of(address))) {
      Denial denial =
          new Denial(
              DenialReason.ADDRESS_NOT_BOUND,
              CheckName.ADDRESS,
              role.tokenSettings().boundCidrs().toString(),
              address.getHostAddress());
      throw refusals.refusal(call, role.name().value(), List.of(denial));
    }
  }

  private static Answer grant(Call call, AzureRole role, LoginGrant grant) {
    Auth auth =
        call.issue(
            new TokenGrant(
                grant.displayNameSuffix(),
                role.name().value(),
                role.tokenSettings(),
                grant.tokenMetadata(),
                grant.aliasName(),
                grant.aliasMetadata(),
                Map.of(
                    AzureRenewal.ROLE,
                    role.name().value(),
                    AzureRenewal.PRINCIPAL,
                    grant.principal().value())));
    return new Answer.Envelope(Optional.empty(), Optional.of(auth), grant.warnings());
  }

  private static String printable(String sent) {
    return Quoted.escape(sent);
  }
}
