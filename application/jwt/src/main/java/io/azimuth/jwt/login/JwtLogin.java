package io.azimuth.jwt.login;

import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.jwt.JwtCheck;
import io.azimuth.domain.jwt.JwtCheckName;
import io.azimuth.domain.jwt.JwtDecision;
import io.azimuth.domain.jwt.JwtDenialReason;
import io.azimuth.domain.jwt.JwtLoginPolicy;
import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.jwt.config.JwtConfigStore;
import io.azimuth.jwt.config.JwtSettings;
import io.azimuth.jwt.role.JwtRoleStore;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.verify.SignatureVerification;
import io.azimuth.spi.verify.SignatureVerifier;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides a login: checks the fields, the signature, the role, the address and the claims, in this
 * order. So a caller without a token of the issuer learns neither roles nor bindings. The login and
 * its explanation use this class.
 */
public final class JwtLogin {

  private final JwtConfigStore configs;
  private final JwtRoleStore roles;
  private final SignatureVerifier verifier;

  public JwtLogin(JwtConfigStore configs, JwtRoleStore roles, SignatureVerifier verifier) {
    this.configs = configs;
    this.roles = roles;
    this.verifier = verifier;
  }

  Awaited<JwtOutcome> decide(Call call) {
    SecretText jwt = SecretText.of(call.fields().value(JwtLoginFields.JWT).strip());
    if (jwt.isEmpty()) {
      throw RefusedException.invalid("missing token");
    }
    JwtSettings settings =
        configs
            .find(call.transaction())
            .orElseThrow(() -> RefusedException.invalid("could not load configuration"));
    String roleName = roleName(call, settings);
    RoleName.parse(roleName).ifPresent(name -> note(call, "role", name.value()));
    Optional<UnverifiedToken> token = UnverifiedToken.parse(jwt);
    if (token.isEmpty()) {
      return Awaited.of(
          refused(
              new SignatureVerification.Refused(TokenRejection.MALFORMED, Optional.empty()),
              settings.expectation()));
    }
    return verifier
        .verify(token.get(), settings.expectation(), call.deadline())
        .then(
            verification ->
                verification.fold(
                    claims -> withClaims(call, roleName, claims),
                    refused -> refused(refused, settings.expectation())));
  }

  private static String roleName(Call call, JwtSettings settings) {
    String sent = call.fields().value(JwtLoginFields.ROLE);
    String name = sent.isEmpty() ? settings.defaultRole() : sent;
    if (name.isEmpty()) {
      throw RefusedException.invalid("missing role");
    }
    return name;
  }

  private JwtOutcome withClaims(Call call, String roleName, SignedClaims claims) {
    JwtRole role =
        RoleName.parse(roleName)
            .flatMap(name -> roles.find(call.transaction(), name))
            .orElseThrow(
                () ->
                    RefusedException.invalid(
                        "role \"" + Quoted.escape(roleName) + "\" could not be found"));
    call.loginNotes().role(role.name().value());
    JwtCheck signed =
        JwtCheck.passed(
            JwtCheckName.TOKEN, "", claims.claims().text("iss").map(it -> "iss " + it).orElse(""));
    InetAddress address = call.request().client().address();
    if (!role.tokenSettings().admits(Optional.of(address))) {
      JwtCheck failed =
          JwtCheck.failed(
              JwtCheckName.ADDRESS,
              JwtDenialReason.ADDRESS_NOT_BOUND,
              role.tokenSettings().boundCidrs().toString(),
              address.getHostAddress());
      return new JwtOutcome(Optional.of(role), JwtDecision.refusedBy(List.of(signed), failed));
    }
    JwtCheck admitted = JwtCheck.passed(JwtCheckName.ADDRESS, "", address.getHostAddress());
    return new JwtOutcome(
        Optional.of(role),
        JwtLoginPolicy.decide(List.of(signed, admitted), role, claims, call.now()));
  }

  private static JwtOutcome refused(
      SignatureVerification.Refused refused, SignatureExpectation expectation) {
    String issuer = refused.claims().flatMap(claims -> claims.text("iss")).orElse("");
    String expected =
        switch (refused.reason()) {
          case ISSUER_MISMATCH -> expectation.issuer().orElse("");
          case ALGORITHM ->
              expectation.algorithms().stream()
                  .sorted()
                  .map(algorithm -> algorithm.jwsName())
                  .collect(Collectors.joining(", "));
          default -> "";
        };
    String actual = refused.reason() == TokenRejection.ISSUER_MISMATCH ? issuer : "";
    return new JwtOutcome(
        Optional.empty(),
        JwtDecision.refusedBy(
            JwtCheck.failed(
                JwtCheckName.TOKEN, JwtDenialReason.of(refused.reason()), expected, actual)));
  }

  static void note(Call call, String name, String text) {
    call.auditNotes().add(name, Value.of(text));
  }
}
