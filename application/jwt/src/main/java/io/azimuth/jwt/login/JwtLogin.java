package io.azimuth.jwt.login;

import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.jwt.JwtCheckName;
import io.azimuth.domain.jwt.JwtDenialReason;
import io.azimuth.domain.jwt.JwtGrant;
import io.azimuth.domain.jwt.JwtLoginPolicy;
import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.jwt.JwtRoleType;
import io.azimuth.domain.jwt.SignInExpectation;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.jwt.config.JwtConfigStore;
import io.azimuth.jwt.config.JwtSettings;
import io.azimuth.jwt.config.OidcClient;
import io.azimuth.jwt.role.JwtRoleStore;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.login.DecidedLogin;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.verify.SignatureVerification;
import io.azimuth.spi.verify.SignatureVerifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides a login: checks the fields, the signature, the role, the address and the claims, in this
 * order. So a caller without a token of the issuer learns neither roles nor bindings. Logins of
 * every kind and their explanation use this class.
 */
public final class JwtLogin {

  private static final Logger LOG = LoggerFactory.getLogger(JwtLogin.class);
  private static final Set<String> OF_ONE_LOGIN = Set.of("nonce", "at_hash", "c_hash", "s_hash");
  private static final int MAX_LOGGED_CLAIMS = 64;

  private final JwtConfigStore configs;
  private final JwtRoleStore roles;
  private final SignatureVerifier verifier;

  public JwtLogin(JwtConfigStore configs, JwtRoleStore roles, SignatureVerifier verifier) {
    this.configs = configs;
    this.roles = roles;
    this.verifier = verifier;
  }

  Awaited<DecidedLogin> decide(Call call) {
    return decide(call, false);
  }

  /** The same for a dry run, which takes the id tokens of roles for logins with a browser, too. */
  Awaited<DecidedLogin> rehearse(Call call) {
    return decide(call, true);
  }

  /**
   * Decides a login with a browser.
   *
   * @param idToken what the provider gave for the code
   * @param nonce what it must repeat; empty where none was sent
   */
  public Awaited<DecidedLogin> decide(
      Call call, OidcClient client, JwtRole role, SecretText idToken, Optional<String> nonce) {
    SignInExpectation expected = new SignInExpectation(client.id(), nonce);
    return verified(
        call,
        idToken,
        client.expectation(),
        claims -> decided(call, client, role, claims, expected));
  }

  /**
   * The configuration of the mount.
   *
   * @throws RefusedException when there is none
   */
  public JwtSettings settings(Call call) {
    return configs
        .find(call.transaction())
        .orElseThrow(() -> RefusedException.invalid("could not load configuration"));
  }

  /**
   * The client of the mount at its provider.
   *
   * @throws RefusedException when there is none
   */
  public static OidcClient client(JwtSettings settings) {
    return settings
        .client()
        .orElseThrow(() -> RefusedException.invalid("OIDC login is not configured for this mount"));
  }

  private Awaited<DecidedLogin> decide(Call call, boolean rehearsal) {
    SecretText jwt = SecretText.of(call.fields().value(JwtLoginFields.JWT).strip());
    if (jwt.isEmpty()) {
      throw RefusedException.invalid("missing token");
    }
    JwtSettings settings = settings(call);
    String roleName = roleName(call.fields().value(JwtLoginFields.ROLE), settings);
    LoginAnswers.noteRole(call, roleName);
    return verified(
            call,
            jwt,
            settings.expectation(),
            claims -> withClaims(call, settings, roleName, claims, rehearsal))
        .then(login -> login.asking(roleName));
  }

  private Awaited<DecidedLogin> verified(
      CallInput call,
      SecretText jwt,
      SignatureExpectation expectation,
      Function<SignedClaims, DecidedLogin> decision) {
    Optional<UnverifiedToken> token = UnverifiedToken.parse(jwt);
    if (token.isEmpty()) {
      return Awaited.of(
          refused(
              new SignatureVerification.Refused(TokenRejection.MALFORMED, Optional.empty()),
              expectation));
    }
    return verifier
        .verify(token.get(), expectation, call.deadline())
        .then(
            verification -> verification.fold(decision, refused -> refused(refused, expectation)));
  }

  /**
   * The name of the role of a login, for that which was sent.
   *
   * @throws RefusedException when there is none
   */
  public static String roleName(String sent, JwtSettings settings) {
    String name = sent.isEmpty() ? settings.defaultRole() : sent;
    if (name.isEmpty()) {
      throw RefusedException.invalid("missing role");
    }
    return name;
  }

  /**
   * The role of that name.
   *
   * @throws RefusedException when there is none
   */
  public JwtRole role(Call call, String roleName) {
    return roles.named(call.transaction(), roleName).orElseThrow(() -> noRole(roleName));
  }

  /** The refusal of a login under a role that is not there. */
  public static RefusedException noRole(String roleName) {
    return RefusedException.invalid("role \"" + Quoted.escape(roleName) + "\" could not be found");
  }

  private DecidedLogin withClaims(
      Call call, JwtSettings settings, String roleName, SignedClaims claims, boolean rehearsal) {
    Optional<JwtRole> found = roles.named(call.transaction(), roleName);
    if (found.isEmpty()) {
      return roleUnknown(settings.expectation(), claims, roleName);
    }
    JwtRole role = found.get();
    if (role.type() == JwtRoleType.JWT) {
      return decided(
          call,
          settings.expectation(),
          role,
          claims,
          checks -> JwtLoginPolicy.decide(checks, role, claims, call.now()));
    }
    if (!rehearsal) {
      throw RefusedException.invalid("role with oidc role_type is not allowed");
    }
    OidcClient client = client(settings);
    if (!claims.claims().text("iss").equals(client.expectation().issuer())) {
      return refused(
          new SignatureVerification.Refused(
              TokenRejection.ISSUER_MISMATCH, Optional.of(claims.claims())),
          client.expectation());
    }
    return decided(
        call, client, role, claims, new SignInExpectation(client.id(), Optional.empty()));
  }

  private DecidedLogin decided(
      Call call, OidcClient client, JwtRole role, SignedClaims claims, SignInExpectation expected) {
    if (role.oidc().verboseLogging()) {
      LOG.info("claims of a login, role={}: {}", role.name().value(), claimsForLog(claims));
    }
    return decided(
        call,
        client.expectation(),
        role,
        claims,
        checks -> JwtLoginPolicy.decide(checks, role, claims, expected, call.now()));
  }

  // Never the token, nor what ties it to one login.
  private static String claimsForLog(SignedClaims claims) {
    Map<String, Object> shown = new TreeMap<>();
    claims
        .claims()
        .at(List.of())
        .filter(Map.class::isInstance)
        .ifPresent(all -> ((Map<?, ?>) all).forEach((k, v) -> shown.put(String.valueOf(k), v)));
    shown.keySet().removeAll(OF_ONE_LOGIN);
    return shown.entrySet().stream()
        .limit(MAX_LOGGED_CLAIMS)
        .map(it -> Quoted.escape(it.getKey()) + "=" + Quoted.of(String.valueOf(it.getValue())))
        .collect(Collectors.joining(", "));
  }

  private DecidedLogin decided(
      CallInput call,
      SignatureExpectation expectation,
      JwtRole role,
      SignedClaims claims,
      Function<List<LoginCheck>, LoginDecision<JwtGrant>> policy) {
    LoginCheck signed = signed(expectation, claims);
    LoginCheck address =
        LoginCheck.address(JwtCheckName.ADDRESS, role, call.request().client().address());
    return login(
        Optional.of(role),
        address.isFailed()
            ? JwtLoginPolicy.refused(signed, address)
            : policy.apply(List.of(signed, address)));
  }

  private static LoginCheck signed(SignatureExpectation expectation, SignedClaims claims) {
    return LoginCheck.passed(
        JwtCheckName.TOKEN,
        expectation.issuer().map(it -> "iss " + it).orElse("any iss: bound_issuer is not set"),
        claims.claims().text("iss").map(it -> "iss " + it).orElse(""));
  }

  // The caller reads what clients of Vault know.
  private static DecidedLogin roleUnknown(
      SignatureExpectation expectation, SignedClaims claims, String roleName) {
    LoginDecision<JwtGrant> decision =
        JwtLoginPolicy.refused(signed(expectation, claims), LoginCheck.roleUnknown(roleName));
    return login(Optional.empty(), decision).told(noRole(roleName).refusal());
  }

  private static DecidedLogin refused(
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
    return login(
        Optional.empty(),
        JwtLoginPolicy.refused(
            LoginCheck.failed(
                JwtCheckName.TOKEN, JwtDenialReason.of(refused.reason()), expected, actual)));
  }

  private static DecidedLogin login(Optional<JwtRole> role, LoginDecision<JwtGrant> decision) {
    return new DecidedLogin(
        JwtLoginPolicy.user(decision.checks()),
        role.map(JwtRole::name),
        decision.checks(),
        decision.grant().map(grant -> token(role.orElseThrow(), grant)));
  }

  private static TokenGrant token(JwtRole role, JwtGrant grant) {
    return TokenGrant.underRole(
        role, grant.alias(), grant.metadata(), grant.alias(), grant.metadata(), grant.groups());
  }
}
