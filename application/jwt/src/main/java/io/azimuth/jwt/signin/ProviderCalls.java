package io.azimuth.jwt.signin;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.jwt.config.OidcClient;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.CallLimit;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The requests that a login with a browser makes at the provider. */
public final class ProviderCalls {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_ANSWER = 256 * 1024;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final WebClient web;
  private final CallLimit limit = new CallLimit(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);

  public ProviderCalls(WebClient web) {
    this.web = web;
  }

  /** The address to which the browser is sent. */
  static String authorization(
      ProviderEndpoints at,
      OidcClient client,
      JwtRole role,
      SecretText state,
      PendingSignIn signIn) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", client.id());
    query.put("redirect_uri", signIn.redirectUri());
    query.put("scope", scope(role));
    query.put("state", state.expose());
    query.put("nonce", signIn.nonce().expose());
    query.put("code_challenge", signIn.verifier().challenge());
    query.put("code_challenge_method", "S256");
    if (!role.oidc().maxAge().isZero()) {
      query.put("max_age", String.valueOf(role.oidc().maxAge().toSeconds()));
    }
    String address = at.authorization().uri().toString();
    return address + (address.contains("?") ? "&" : "?") + encoded(query);
  }

  /** Redeems the code that the browser brought. */
  CompletableFuture<WebAnswer> redeem(
      ProviderEndpoints at, OidcClient client, PendingSignIn signIn, SecretText code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code.expose());
    form.put("redirect_uri", signIn.redirectUri());
    form.put("code_verifier", signIn.verifier().text().expose());
    return post(at.token(), at, client, form);
  }

  /** Begins a login in which the person types a code. */
  CompletableFuture<WebAnswer> beginDevice(
      WebAddress device, ProviderEndpoints at, OidcClient client, JwtRole role) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("scope", scope(role));
    return post(device, at, client, form);
  }

  /** Asks whether the person has typed the code. */
  CompletableFuture<WebAnswer> redeemDevice(
      ProviderEndpoints at, OidcClient client, SecretText deviceCode) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    form.put("device_code", deviceCode.expose());
    return post(at.token(), at, client, form);
  }

  /** The answer of the provider, as far as the request can wait for it. */
  static Awaited<WebAnswer> arrived(CallInput call, CompletableFuture<WebAnswer> answer) {
    return Awaited.of(answer, call.deadline(), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
  }

  private CompletableFuture<WebAnswer> post(
      WebAddress address, ProviderEndpoints at, OidcClient client, Map<String, String> form) {
    Optional<SecretText> basic =
        client.secret().filter(secret -> at.takesBasic()).map(secret -> basic(client.id(), secret));
    if (basic.isEmpty()) {
      form.put("client_id", client.id());
      client.secret().ifPresent(secret -> form.put("client_secret", secret.expose()));
    }
    WebRequest request =
        WebRequest.post(
                address,
                FORM,
                SecretBytes.taking(encoded(form).getBytes(StandardCharsets.US_ASCII)))
            .with("Accept", SecretText.of("application/json"))
            .trusting(client.provider().trusted())
            .limitedTo(MAX_ANSWER);
    WebRequest authorized =
        basic.map(header -> request.with("Authorization", header)).orElse(request);
    return limit.begin(origin(address), () -> web.send(authorized, PATIENCE));
  }

  // All endpoints of a provider count together.
  private static String origin(WebAddress address) {
    return address.uri().getScheme() + "://" + address.uri().getAuthority();
  }

  // Both parts are encoded as in a form before they are joined (RFC 6749, section 2.3.1).
  private static SecretText basic(String id, SecretText secret) {
    String pair = encoded(id) + ":" + encoded(secret.expose());
    return SecretText.of(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String scope(JwtRole role) {
    return Stream.concat(Stream.of("openid"), role.oidc().scopes().stream())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  // As RFC 3986 has it, which is read alike in a query and in a form, and leaves a secret of
  // Entra ID with ~ as it is for a provider that does not decode the header.
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%7E", "~")
        .replace("*", "%2A");
  }
}
