package com.example.credentials;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.web.JsonDocument;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The client secrets of app registrations, as Microsoft Graph adds and removes them. */
final class Graph {

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration TOKEN_USE = Duration.ofMinutes(30); // of an hour
  private static final int MOST_TOKENS = 1_000;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  private final Cloud cloud;
  private final WebClient web;
  private final Clock clock;
  private final Map<ServicePrincipal, AccessToken> tokens = new ConcurrentHashMap<>();

  /** Where Azure is; the addresses end in a slash. */
  record Cloud(String authority, String graph, Optional<TrustedCertificates> trusted) {}

  /** A client secret that Graph has added to the app with that client id. */
  record AddedSecret(String clientId, String keyId, SecretText secret) {}

  private record AccessToken(SecretText text, Instant until) {}

  Graph(Cloud cloud, WebClient web, Clock clock) {
    this.cloud = cloud;
    this.web = web;
    this.clock = clock;
  }

  /** Adds a client secret with that name, which Azure itself ends at that moment. */
  CompletableFuture<AddedSecret> add(
      ServicePrincipal as, String application, String name, Instant end) {
    String ends = end.truncatedTo(ChronoUnit.SECONDS).toString();
    Value.Obj named = Value.Obj.builder().put("displayName", name).put("endDateTime", ends).build();
    Value.Obj body = Value.Obj.builder().put("passwordCredential", named).build();
    return read(as, application)
        .thenCompose(
            app ->
                post(as, application + "/addPassword", body, 200)
                    .thenApply(added -> added(text(app, "appId"), added)));
  }

  private static AddedSecret added(String clientId, Value.Obj secret) {
    SecretText text = SecretText.of(text(secret, "secretText"));
    if (text.isEmpty()) {
      throw new ServiceException(ErrorCode.GRAPH_UNUSABLE, "addPassword answered no secret");
    }
    return new AddedSecret(clientId, text(secret, "keyId"), text);
  }

  /** Removes the client secret, if it is there. */
  CompletableFuture<Void> remove(ServicePrincipal as, String application, String keyId) {
    Value.Obj body = Value.Obj.builder().put("keyId", keyId).build();
    return post(as, application + "/removePassword", body, 204).thenAccept(nothing -> {});
  }

  /** Removes all client secrets of that name; an app that is gone has none. */
  CompletableFuture<Void> removeNamed(ServicePrincipal as, String application, String name) {
    return read(as, application)
        .thenApply(app -> app.members().get("passwordCredentials"))
        .thenCompose(
            all ->
                CompletableFuture.allOf(
                    (all instanceof Value.Items items ? items.values() : List.<Value>of())
                        .stream()
                            .map(Value.Obj.class::cast)
                            .filter(one -> text(one, "displayName").equals(name))
                            .map(one -> remove(as, application, text(one, "keyId")))
                            .toArray(CompletableFuture[]::new)));
  }

  private CompletableFuture<Value.Obj> read(ServicePrincipal as, String application) {
    return send(
        as, WebRequest.get(graph(application + "?$select=appId,passwordCredentials")), 200);
  }

  private CompletableFuture<Value.Obj> post(
      ServicePrincipal as, String path, Value.Obj body, int good) {
    SecretBytes json = JsonDocument.write(body);
    return send(as, WebRequest.post(graph(path), "application/json", json), good);
  }

  private CompletableFuture<Value.Obj> send(ServicePrincipal as, WebRequest request, int good) {
    return token(as)
        .thenApply(token -> SecretText.of("Bearer " + token.expose()))
        .thenCompose(token -> sent(request.with("Authorization", token)))
        .thenApply(
            answer -> {
              if (answer.status() == UNAUTHORIZED) {
                tokens.remove(as); // it ended early: the next request signs in again
              }
              return object(request, answer, good);
            });
  }

  private CompletableFuture<WebAnswer> sent(WebRequest request) {
    return web.send(request.trusting(cloud.trusted()), PATIENCE);
  }

  // What is not found is empty. What Azure says may name resources: the status has to do.
  private static Value.Obj object(WebRequest request, WebAnswer answer, int good) {
    if (answer.status() != good && answer.status() != NOT_FOUND) {
      throw new ServiceException(
          ErrorCode.GRAPH_UNAVAILABLE,
          request.address() + " answered with status " + answer.status());
    }
    return answer.status() == good
        ? JsonDocument.parse(answer.body()).orElse(Value.Obj.EMPTY)
        : Value.Obj.EMPTY;
  }

  private static String text(Value.Obj object, String name) {
    return object.members().get(name) instanceof Value.Text text ? text.text() : "";
  }

  private WebAddress graph(String path) {
    return WebAddress.parse(cloud.graph() + "v1.0/applications/" + path).orElseThrow();
  }

  private CompletableFuture<SecretText> token(ServicePrincipal as) {
    AccessToken known = tokens.get(as);
    if (known != null && clock.instant().isBefore(known.until())) {
      return CompletableFuture.completedFuture(known.text());
    }
    WebRequest signIn = signIn(as);
    return sent(signIn)
        .thenApply(answer -> text(object(signIn, answer, 200), "access_token"))
        .thenApply(text -> kept(as, text));
  }

  private WebRequest signIn(ServicePrincipal as) {
    String form =
        String.join(
            "&",
            "grant_type=client_credentials",
            "client_id=" + as.clientId(),
            "client_secret=" + URLEncoder.encode(as.secret().expose(), StandardCharsets.UTF_8),
            "scope=" + URLEncoder.encode(cloud.graph() + ".default", StandardCharsets.UTF_8));
    String address = cloud.authority() + as.tenantId() + "/oauth2/v2.0/token";
    return WebRequest.post(
        WebAddress.parse(address).orElseThrow(),
        "application/x-www-form-urlencoded",
        SecretBytes.of(form.getBytes(StandardCharsets.UTF_8)));
  }

  private SecretText kept(ServicePrincipal as, String text) {
    if (text.isEmpty()) {
      throw new ServiceException(
          ErrorCode.AZURE_SIGN_IN_FAILED, "the sign-in answered no access token");
    }
    if (tokens.size() >= MOST_TOKENS) {
      tokens.clear();
    }
    SecretText token = SecretText.of(text);
    tokens.put(as, new AccessToken(token, clock.instant().plus(TOKEN_USE)));
    return token;
  }
}
