package io.azimuth.jwt.config;

import static io.azimuth.jwt.config.JwtConfigFields.BOUND_ISSUER;
import static io.azimuth.jwt.config.JwtConfigFields.DEFAULT_ROLE;
import static io.azimuth.jwt.config.JwtConfigFields.JWKS_CA_PEM;
import static io.azimuth.jwt.config.JwtConfigFields.JWKS_URL;
import static io.azimuth.jwt.config.JwtConfigFields.JWT_SUPPORTED_ALGS;
import static io.azimuth.jwt.config.JwtConfigFields.JWT_VALIDATION_PUBKEYS;
import static io.azimuth.jwt.config.JwtConfigFields.OIDC_CLIENT_ID;
import static io.azimuth.jwt.config.JwtConfigFields.OIDC_CLIENT_SECRET;
import static io.azimuth.jwt.config.JwtConfigFields.OIDC_DISCOVERY_CA_PEM;
import static io.azimuth.jwt.config.JwtConfigFields.OIDC_DISCOVERY_URL;
import static io.azimuth.jwt.config.JwtConfigFields.OIDC_RESPONSE_MODE;
import static io.azimuth.jwt.config.JwtConfigFields.OIDC_RESPONSE_TYPES;

import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.verify.PublicKeyPem;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a configuration, or refuses it with the reason. */
final class JwtConfigRules {

  private static final int MAX_TEXT = 1_024;
  private static final Set<String> RESPONSE_MODES = Set.of("", "query", "form_post");
  private static final Set<String> RESPONSE_TYPES = Set.of("code", "id_token");
  private static final String ONLY_CODES =
      " is not supported: logins with a browser take a code from the query";

  private JwtConfigRules() {}

  static JwtSettings settings(Fields fields) {
    KeySource keys = keys(fields);
    String issuer = fields.value(BOUND_ISSUER);
    String role = fields.value(DEFAULT_ROLE);
    Set<SignatureAlgorithm> algorithms = algorithms(fields.value(JWT_SUPPORTED_ALGS));
    checkClient(fields);
    if (issuer.length() > MAX_TEXT) {
      throw RefusedException.invalid("bound_issuer has at most 1024 characters");
    }
    if (!role.isEmpty() && RoleName.parse(role).isEmpty()) {
      throw RefusedException.invalid("default_role is not the name of a role");
    }
    Optional<OidcClient> client =
        keys instanceof KeySource.Discovered provider
            ? client(provider, algorithms, fields)
            : Optional.empty();
    // A provider may sign for all its customers with the same keys, as Entra ID does.
    Optional<String> bound =
        Optional.of(issuer)
            .filter(it -> !it.isEmpty())
            .or(() -> client.flatMap(it -> it.expectation().issuer()));
    return new JwtSettings(new SignatureExpectation(keys, algorithms, bound), role, client);
  }

  // The issuer of an id token is the one that the discovery document names, letter by letter.
  private static Optional<OidcClient> client(
      KeySource.Discovered provider, Set<SignatureAlgorithm> algorithms, Fields fields) {
    String id = fields.value(OIDC_CLIENT_ID);
    String secret = fields.value(OIDC_CLIENT_SECRET);
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OidcClient(
                provider,
                new SignatureExpectation(
                    provider, algorithms, Optional.of(provider.issuer().uri().toString())),
                id,
                Optional.of(secret).filter(it -> !it.isEmpty()).map(SecretText::of)));
  }

  /** Refuses what a write may not set, although a configuration that was stored before may. */
  static void checkWritten(Fields fields) {
    String mode = fields.value(OIDC_RESPONSE_MODE);
    List<String> types = fields.value(OIDC_RESPONSE_TYPES);
    if (!RESPONSE_MODES.contains(mode)) {
      throw RefusedException.invalid("invalid response_mode: " + Quoted.of(mode));
    }
    if (!RESPONSE_TYPES.containsAll(types)) {
      throw RefusedException.invalid("invalid response_type: they are \"code\" and \"id_token\"");
    }
    if (mode.equals("form_post")) {
      throw RefusedException.invalid("oidc_response_mode \"form_post\"" + ONLY_CODES);
    }
    if (types.contains("id_token")) {
      throw RefusedException.invalid("oidc_response_types \"id_token\"" + ONLY_CODES);
    }
    checkWrittenClient(fields);
  }

  private static void checkWrittenClient(Fields fields) {
    String id = fields.value(OIDC_CLIENT_ID);
    String issuer = fields.value(BOUND_ISSUER);
    boolean another = !issuer.isEmpty() && !issuer.equals(fields.value(OIDC_DISCOVERY_URL));
    if (!id.isEmpty() && another) {
      throw RefusedException.invalid(
          "bound_issuer must be oidc_discovery_url, or empty, where oidc_client_id is set");
    }
    if (id.length() > MAX_TEXT || fields.value(OIDC_CLIENT_SECRET).length() > MAX_TEXT) {
      throw RefusedException.invalid(
          "oidc_client_id and oidc_client_secret have at most 1024 characters");
    }
  }

  private static KeySource keys(Fields fields) {
    String discovery = fields.value(OIDC_DISCOVERY_URL);
    String set = fields.value(JWKS_URL);
    List<String> fixed = fields.value(JWT_VALIDATION_PUBKEYS);
    int ways = (discovery.isEmpty() ? 0 : 1) + (set.isEmpty() ? 0 : 1) + (fixed.isEmpty() ? 0 : 1);
    if (ways != 1) {
      throw RefusedException.invalid(
          "exactly one of 'jwt_validation_pubkeys', 'jwks_url' or 'oidc_discovery_url' must be"
              + " set");
    }
    refuseWithout(fields, OIDC_DISCOVERY_URL, OIDC_DISCOVERY_CA_PEM);
    refuseWithout(fields, JWKS_URL, JWKS_CA_PEM);
    if (!discovery.isEmpty()) {
      return new KeySource.Discovered(
          address(OIDC_DISCOVERY_URL, discovery), certificates(fields, OIDC_DISCOVERY_CA_PEM));
    }
    return set.isEmpty()
        ? new KeySource.Fixed(pems(fixed))
        : new KeySource.Published(address(JWKS_URL, set), certificates(fields, JWKS_CA_PEM));
  }

  // Certificates of an address that is not asked would be trusted nowhere.
  private static void refuseWithout(Fields fields, Field<String> address, Field<String> pem) {
    if (fields.value(address).isEmpty() && !fields.value(pem).isEmpty()) {
      throw RefusedException.invalid(pem.name() + " is set without " + address.name());
    }
  }

  private static WebAddress address(Field<?> field, String text) {
    Checked<WebAddress> address = WebAddress.parse(text);
    if (address.value().filter(it -> it.uri().getRawQuery() != null).isPresent()
        && field == OIDC_DISCOVERY_URL) {
      throw RefusedException.invalid("oidc_discovery_url has no query");
    }
    return orRefuse(field.name(), address);
  }

  private static Optional<TrustedCertificates> certificates(Fields fields, Field<String> field) {
    String pem = fields.value(field);
    return pem.isEmpty()
        ? Optional.empty()
        : Optional.of(orRefuse(field.name(), TrustedCertificates.parse(pem)));
  }

  private static List<PublicKeyPem> pems(List<String> texts) {
    if (texts.size() > KeySource.MAX_FIXED) {
      throw RefusedException.invalid(
          "jwt_validation_pubkeys has at most " + KeySource.MAX_FIXED + " keys");
    }
    List<PublicKeyPem> keys = new ArrayList<>();
    for (String text : texts) {
      keys.add(orRefuse("error parsing public key", PublicKeyPem.parse(text)));
    }
    return keys;
  }

  private static Set<SignatureAlgorithm> algorithms(List<String> names) {
    Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
    for (String name : names) {
      algorithms.add(
          SignatureAlgorithm.named(name)
              .orElseThrow(
                  () ->
                      RefusedException.invalid(
                          "unsupported signing algorithm: "
                              + Quoted.escape(name)
                              + "; the algorithms are RS256, RS384, RS512, PS256, PS384, PS512,"
                              + " ES256, ES384, ES512 and EdDSA")));
    }
    return algorithms.isEmpty() ? EnumSet.allOf(SignatureAlgorithm.class) : algorithms;
  }

  private static void checkClient(Fields fields) {
    String id = fields.value(OIDC_CLIENT_ID);
    if (id.isEmpty() && !fields.value(OIDC_CLIENT_SECRET).isEmpty()) {
      throw RefusedException.invalid(
          "'oidc_client_id' must be set beside 'oidc_client_secret' for OIDC");
    }
    if (!id.isEmpty() && fields.value(OIDC_DISCOVERY_URL).isEmpty()) {
      throw RefusedException.invalid("'oidc_discovery_url' must be set for OIDC");
    }
  }

  private static <T> T orRefuse(String what, Checked<T> checked) {
    return checked
        .value()
        .orElseThrow(() -> RefusedException.invalid(what + ": " + checked.problems().get(0)));
  }
}
