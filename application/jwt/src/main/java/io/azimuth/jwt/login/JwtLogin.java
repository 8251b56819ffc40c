package io.azimuth.jwt.login;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.claim.TokenBinding;
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
import io.azimuth.spi.login.LoginExplanations;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
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

  /**
   * One login that is being decided.
   *
   * @param shown the certificate that counts for a token that is bound to one
   * @param rehearsal whether it is a dry run
   */
  private record Attempt(Call call, Optional<CertificateDigest> shown, boolean rehearsal) {

    static Attempt of(Call call) {
      return new Attempt(call, call.request().certificate(), false);
    }

    LoginCheck binding(ClaimSet claims) {
      return LoginCheck.binding(JwtCheckName.BINDING, TokenBinding.of(claims), shown);
    }
  }

  Awaited<DecidedLogin> decide(Call call) {
    return decide(Attempt.of(call));
  }

  /** The same for a dry run, which takes the id tokens of roles for logins with a browser, too. */
  Awaited<DecidedLogin> rehearse(Call call) {
    return decide(new Attempt(call, LoginExplanations.certificate(call), true));
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
    Attempt attempt = Attempt.of(call);
    return verified(
        attempt,
        idToken,
        client.expectation(),
        claims -> decided(attempt, client, role, claims, expected));
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

  private Awaited<DecidedLogin> decide(Attempt attempt) {
    Call call = attempt.call();
    SecretText jwt = SecretText.of(call.fields().value(JwtLoginFields.JWT).strip());
    if (jwt.isEmpty()) {
      throw RefusedException.invalid("missing token");
    }
    JwtSettings settings = settings(call);
    String roleName = roleName(call.fields().value(JwtLoginFields.ROLE), settings);
    LoginAnswers.noteRole(call, roleName);
    return verified(
            attempt,
            jwt,
            settings.expectation(),
            claims -> withClaims(attempt, settings, roleName, claims))
        .then(login -> login.asking(roleName));
  }

  private Awaited<DecidedLogin> verified(
      Attempt attempt,
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
        .verify(token.get(), expectation.over(attempt.shown()), attempt.call().deadline())
        .then(
            verification ->
                verification.fold(decision, refused -> refused(attempt, refused, expectation)));
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
      Attempt attempt, JwtSettings settings, String roleName, SignedClaims claims) {
    Call call = attempt.call();
    Optional<JwtRole> found = roles.named(call.transaction(), roleName);
    if (found.isEmpty()) {
      return roleUnknown(attempt, settings.expectation(), claims, roleName);
    }
    JwtRole role = found.get();
    if (role.type() == JwtRoleType.JWT) {
      return decided(
          attempt,
          settings.expectation(),
          role,
          claims,
          checks -> JwtLoginPolicy.decide(checks, role, claims, call.now()));
    }
    if (!attempt.rehearsal()) {
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
        attempt, client, role, claims, new SignInExpectation(client.id(), Optional.empty()));
  }

  private DecidedLogin decided(
      Attempt attempt,
      OidcClient client,
      JwtRole role,
      SignedClaims claims,
      SignInExpectation expected) {
    if (role.oidc().verboseLogging()) {
      LOG.info("claims of a login, role={}: {}", role.name().value(), claimsForLog(claims));
    }
    return decided(
        attempt,
        client.expectation(),
        role,
        claims,
        checks -> JwtLoginPolicy.decide(checks, role, claims, expected, attempt.call().now()));
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
      Attempt attempt,
      SignatureExpectation expectation,
      JwtRole role,
      SignedClaims claims,
      Function<List<LoginCheck>, LoginDecision<JwtGrant>> policy) {
    LoginCheck signed = signed(expectation, claims.claims());
    LoginCheck binding = attempt.binding(claims.claims());
    LoginCheck address =
        LoginCheck.address(JwtCheckName.ADDRESS, role, attempt.call().request().client().address());
    return login(
        Optional.of(role),
        binding.isFailed() || address.isFailed()
            ? JwtLoginPolicy.refused(signed, binding, address)
            : policy.apply(List.of(signed, binding, address)));
  }

  private static LoginCheck signed(SignatureExpectation expectation, ClaimSet claims) {
    return LoginCheck.passed(
        JwtCheckName.TOKEN,
        expectation.issuer().map(it -> "iss " + it).orElse("any iss: bound_issuer is not set"),
        claims.text("iss").map(it -> "iss " + it).orElse(""));
  }

  // The caller reads what clients of Vault know.
  private static DecidedLogin roleUnknown(
      Attempt attempt, SignatureExpectation expectation, SignedClaims claims, String roleName) {
    LoginDecision<JwtGrant> decision =
        JwtLoginPolicy.refused(
            signed(expectation, claims.claims()),
            attempt.binding(claims.claims()),
            LoginCheck.roleUnknown(roleName));
    return login(Optional.empty(), decision).told(noRole(roleName).refusal());
  }

  private static DecidedLogin refused(
      Attempt attempt, SignatureVerification.Refused refused, SignatureExpectation expectation) {
    Optional<ClaimSet> signed = refused.claims().filter(it -> refused.reason().issuerProved());
    return signed
        .map(claims -> unbound(attempt, claims, expectation))
        .orElseGet(() -> refused(refused, expectation));
  }

  /** A token that is signed and comes without the key to which it is bound. */
  private static DecidedLogin unbound(
      Attempt attempt, ClaimSet claims, SignatureExpectation expectation) {
    return new DecidedLogin(
        claims.text("sub"),
        Optional.empty(),
        JwtLoginPolicy.refused(signed(expectation, claims), attempt.binding(claims)).checks(),
        Optional.empty());
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
