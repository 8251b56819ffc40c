package io.azimuth.product.binding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AzureMethod;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.JwtSigner;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The mounts of the matrix with a role each, which any token of theirs may use. */
final class LoginWays implements AutoCloseable {

  private static final String NAMES = "kubernetes.io";
  private static final String REDIRECT = "http://localhost:8250/oidc/callback";

  private final TestingServer server;
  private final PartyCertificates parties;
  private final JwtSigner signer = new JwtSigner();
  private final JwtMount jwt;
  private final IdTokenProvider provider;
  private final List<LoginWay> tokens = new ArrayList<>();

  LoginWays(TestingServer server, PartyCertificates parties, Path directory) throws IOException {
    this.server = server;
    this.parties = parties;
    this.provider = new IdTokenProvider(directory, signer);
    this.jwt = JwtMount.enable(server, "jwt").role("web", "token_policies", "use");
    tokens.add(sending("jwt", claim -> claim.map(it -> jwt.jwtWith("cnf", it)).orElse(jwt.jwt())));
    kubernetes();
    if (AzureMethod.isPresent()) {
      azure();
    }
    configurePeople();
  }

  /** The methods whose login takes the token itself. */
  List<LoginWay> sendingTokens() {
    return List.copyOf(tokens);
  }

  /** The jwt method. */
  LoginWay jwt() {
    return tokens.get(0);
  }

  /** The oidc method, whose login ends with the code of a browser. */
  LoginWay people() {
    return new LoginWay() {
      @Override
      public String method() {
        return "oidc";
      }

      @Override
      public MatrixRequest login(ConfirmationForm form) {
        return callback(form);
      }
    };
  }

  /** A login with a bearer token whose role gives tokens of that type that are bound. */
  MatrixRequest binding(String type) {
    jwt.role("bind-" + type, "token_policies", "use", "bind_token", "required", "token_type", type);
    return post(jwt.at("login"), "bind-" + type, jwt.jwt());
  }

  private void azure() {
    AzureMount azure = AzureMount.enable(server, "azure").role("web").warm("web");
    tokens.add(
        sending(
            "azure",
            claim ->
                azure.mint(
                    claim.map(it -> azure.order().withClaim("cnf", it)).orElse(azure.order()))));
  }

  private void kubernetes() {
    server.root().write("sys/auth/kubernetes", Map.of("type", "kubernetes"));
    server.root().write("auth/kubernetes/config", Map.of("pem_keys", List.of(signer.publicKey())));
    server
        .root()
        .write(
            "auth/kubernetes/role/web",
            Map.of(
                "bound_service_account_names", "web",
                "bound_service_account_namespaces", "prod",
                "audience", "azimuth"));
    tokens.add(
        sending(
            "kubernetes",
            claim -> {
              Map<String, Object> claims = times();
              claims.put("iss", "https://kubernetes.default.svc.cluster.local");
              claims.put("aud", List.of("azimuth"));
              claims.put("sub", "system:serviceaccount:prod:web");
              claims.put(
                  NAMES,
                  Map.of(
                      "namespace", "prod", "serviceaccount", Map.of("name", "web", "uid", "u1")));
              claim.ifPresent(it -> claims.put("cnf", it));
              return signer.sign(claims);
            }));
  }

  private void configurePeople() throws IOException {
    server.root().write("sys/auth/people", Map.of("type", "oidc"));
    server
        .root()
        .write(
            "auth/people/config",
            Map.of(
                "oidc_discovery_url",
                provider.issuer(),
                "oidc_discovery_ca_pem",
                provider.certificate(),
                "oidc_client_id",
                IdTokenProvider.CLIENT,
                "oidc_client_secret",
                "of-the-matrix"));
    server
        .root()
        .write(
            "auth/people/role/web",
            Map.of("user_claim", "sub", "allowed_redirect_uris", List.of(REDIRECT)));
  }

  private MatrixRequest callback(ConfirmationForm form) {
    String begun =
        server
            .anonymous()
            .write(
                "auth/people/oidc/auth_url",
                Map.of("role", "web", "redirect_uri", REDIRECT, "client_nonce", "mine"))
            .data()
            .path("auth_url")
            .asText();
    Map<String, String> query = new HashMap<>();
    Arrays.stream(URI.create(begun).getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> query.put(pair[0], pair[1]));
    Map<String, Object> claims = times();
    claims.put("iss", provider.issuer());
    claims.put("aud", IdTokenProvider.CLIENT);
    claims.put("sub", "ada");
    claims.put("nonce", query.get("nonce"));
    form.claim(parties).ifPresent(it -> claims.put("cnf", it));
    String code = UUID.randomUUID().toString();
    provider.promise(code, claims);
    return MatrixRequest.of(
        "GET",
        "auth/people/oidc/callback?state="
            + query.get("state")
            + "&code="
            + code
            + "&client_nonce=mine",
        "");
  }

  private static Map<String, Object> times() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iat", now);
    claims.put("nbf", now);
    claims.put("exp", now + 3_000);
    return claims;
  }

  /** Tokens are signed once for each form: a server takes one more than once. */
  private LoginWay sending(String mount, Function<Optional<Object>, String> issue) {
    Map<ConfirmationForm, MatrixRequest> logins = new EnumMap<>(ConfirmationForm.class);
    for (ConfirmationForm form : ConfirmationForm.values()) {
      logins.put(form, post("auth/" + mount + "/login", "web", issue.apply(form.claim(parties))));
    }
    return new LoginWay() {
      @Override
      public String method() {
        return mount;
      }

      @Override
      public MatrixRequest login(ConfirmationForm form) {
        return logins.get(form);
      }
    };
  }

  private static MatrixRequest post(String path, String role, String token) {
    return MatrixRequest.of(
        "POST",
        path,
        JsonNodeFactory.instance.objectNode().put("role", role).put("jwt", token).toString());
  }

  @Override
  public void close() {
    provider.close();
  }
}
