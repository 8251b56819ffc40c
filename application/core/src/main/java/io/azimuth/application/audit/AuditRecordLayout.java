package io.azimuth.application.audit;

import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Lays a record out in the fields that tools for Vault's audit log know; docs/audit.md lists them.
 */
final class AuditRecordLayout {

  private final SaltedHash hash;
  private final RecordOptions options;

  AuditRecordLayout(SaltedHash hash, RecordOptions options) {
    this.hash = hash;
    this.options = options;
  }

  /** The record that proves a device while it is being enabled. */
  static Value.Obj trial(String requestId, Instant now) {
    return Value.Obj.builder()
        .put("time", now.toString())
        .put("type", "request")
        .put(
            "request",
            Value.Obj.builder()
                .put("id", requestId)
                .put("operation", "update")
                .put("path", "sys/audit/test")
                .put("namespace", Value.Obj.builder().put("id", "root").build())
                .build())
        .build();
  }

  Value.Obj render(AuditedExchange exchange, Instant now) {
    Value.Builder entry = Value.Obj.builder();
    entry.put("time", now.toString());
    entry.put("type", exchange.answer().isPresent() ? "response" : "request");
    exchange.caller().ifPresent(caller -> entry.put("auth", caller(caller, exchange)));
    entry.put("request", request(exchange));
    exchange.answer().ifPresent(answer -> answer(entry, answer, exchange));
    if (exchange.answer().isPresent() && !exchange.notes().members().isEmpty()) {
      entry.put("azimuth", readable(exchange.notes()));
    }
    return entry.build();
  }

  private Value caller(AuthenticatedCaller caller, AuditedExchange exchange) {
    Token token = caller.token();
    ApiRequest request = exchange.request();
    TreeSet<String> policies = new TreeSet<>(token.rights().policies());
    policies.addAll(caller.identityPolicies());
    Value.Builder laid =
        Value.Obj.builder()
            .putIfPresent("client_token", request.token().map(text -> hash.of(text.expose())))
            .putIfPresent("accessor", token.accessor().map(this::accessor))
            .put("display_name", token.origin().displayName())
            .put("policies", policies)
            .put("token_policies", token.rights().policies())
            .put("identity_policies", caller.identityPolicies())
            .put("metadata", readable(Value.of(token.origin().metadata())))
            .put("entity_id", caller.credential().entityId().orElse(""))
            .put("token_type", token.type().name().toLowerCase(Locale.ROOT));
    exchange.decision().ifPresent(it -> laid.put("policy_results", PolicyResults.of(it)));
    return laid.build();
  }

  private Value request(AuditedExchange exchange) {
    ApiRequest request = exchange.request();
    Value.Builder laid =
        Value.Obj.builder()
            .put("id", request.id())
            .put("operation", operation(request.operation()))
            .put("path", path(exchange))
            .put("namespace", Value.Obj.builder().put("id", "root").build())
            .put("remote_address", request.client().address().getHostAddress())
            .put("remote_port", request.client().port());
    exchange.mount().ifPresent(mount -> mount(laid, mount));
    request.token().ifPresent(token -> laid.put("client_token", hash.of(token.expose())));
    exchange
        .caller()
        .flatMap(caller -> caller.token().accessor())
        .ifPresent(accessor -> laid.put("client_token_accessor", accessor(accessor)));
    request.directives().wrapTtl().ifPresent(wish -> wrapTtl(laid, wish));
    if (!exchange.headers().isEmpty()) {
      laid.put("headers", headers(exchange));
    }
    if (!exchange.parameters().members().isEmpty()) {
      laid.put("data", hashed(exchange.parameters(), exceptions(exchange).requestKeys()));
    }
    return laid.build();
  }

  private Value headers(AuditedExchange exchange) {
    Value.Builder laid = Value.Obj.builder();
    for (AuditedHeader header : exchange.headers()) {
      Value values = Value.of(header.values());
      laid.put(header.name(), header.hashed() ? hash.of(values) : readable(values));
    }
    return laid.build();
  }

  private static void wrapTtl(Value.Builder laid, String wish) {
    GoDuration.parseSeconds(wish).value().ifPresent(ttl -> laid.put("wrap_ttl", ttl.toSeconds()));
  }

  private String accessor(Accessor accessor) {
    return options.hashesAccessors() ? hash.of(accessor.value()) : accessor.value();
  }

  // A token whose id the caller chose has no recognisable form; only its place in the path shows
  // it.
  private String path(AuditedExchange exchange) {
    String path = exchange.request().path();
    String slash = path.endsWith("/") ? "/" : "";
    String bare = path.substring(0, path.length() - slash.length());
    Optional<String> last = exchange.tokenInPath().map(SecretText::expose).filter(bare::endsWith);
    return withoutTokens(
        last.map(token -> bare.substring(0, bare.length() - token.length()) + hash.of(token))
            .map(laid -> laid + slash)
            .orElse(path));
  }

  private String withoutTokens(String text) {
    return TokenRedaction.redact(text, hash::of);
  }

  private static void mount(Value.Builder laid, Mount mount) {
    laid.put("mount_point", mount.path().text())
        .put("mount_type", mount.type())
        .put("mount_accessor", mount.accessor());
  }

  private static AuditExceptions exceptions(AuditedExchange exchange) {
    return exchange
        .mount()
        .map(mount -> mount.settings().auditExceptions())
        .orElse(AuditExceptions.NONE);
  }

  // Members that the operator wants in clear. Everything that looks like a token is hashed anyway.
  private Value hashed(Value.Obj object, List<String> clearKeys) {
    if (clearKeys.isEmpty()) {
      return hash.of(object);
    }
    Value.Builder laid = Value.Obj.builder();
    object
        .members()
        .forEach(
            (name, member) ->
                laid.put(
                    withoutTokens(name),
                    clearKeys.contains(name) ? readable(member) : hash.of(member)));
    return laid.build();
  }

  private void answer(Value.Builder entry, Answer answer, AuditedExchange exchange) {
    if (answer instanceof Answer.Refused refused) {
      refusal(entry, refused.refusal(), exchange);
    } else if (answer instanceof Answer.Envelope envelope) {
      Value.Builder response = Value.Obj.builder();
      envelope
          .data()
          .ifPresent(
              data ->
                  response.put(
                      "data", hashed(elided(data, exchange), exceptions(exchange).responseKeys())));
      envelope.auth().ifPresent(auth -> response.put("auth", issued(auth)));
      entry.put("response", response.build());
    } else if (answer instanceof Answer.Wrapped wrapped) {
      Value info = wrapInfo(wrapped.info());
      entry.put("response", Value.Obj.builder().put("wrap_info", info).build());
    } else if (answer instanceof Answer.NotFound nothing && nothing.data().isPresent()) {
      Value data = hashed(nothing.data().get(), exceptions(exchange).responseKeys());
      entry.put("response", Value.Obj.builder().put("data", data).build());
    } else if (answer instanceof Answer.Raw raw) {
      entry.put("response", Value.Obj.builder().put("data", hash.of(raw.body())).build());
    } else if (answer instanceof Answer.Download download) {
      Value.Obj size = Value.Obj.builder().put("bytes", download.content().length()).build();
      entry.put("response", Value.Obj.builder().put("data", size).build());
    }
  }

  private Value.Obj elided(Value.Obj data, AuditedExchange exchange) {
    return options.countsListedNames() && exchange.request().operation() == Operation.LIST
        ? ListedNames.counted(data)
        : data;
  }

  // In clear, since operators search for it. Everything that looks like a token is hashed anyway.
  private void refusal(Value.Builder entry, Refusal refusal, AuditedExchange exchange) {
    entry.put("error", withoutTokens(withoutPath(String.join("; ", refusal.errors()), exchange)));
    exchange
        .explanation()
        .or(refusal::data)
        .ifPresent(
            data -> entry.put("response", Value.Obj.builder().put("data", readable(data)).build()));
  }

  // Some sentences contain the path.
  private String withoutPath(String sentences, AuditedExchange exchange) {
    return exchange.tokenInPath().isPresent()
        ? sentences.replace(exchange.request().path(), path(exchange))
        : sentences;
  }

  private Value readable(Value value) {
    if (value instanceof Value.Text text) {
      return Value.of(withoutTokens(text.text()));
    }
    if (value instanceof Value.Items items) {
      return new Value.Items(items.values().stream().map(this::readable).toList());
    }
    if (value instanceof Value.Obj object) {
      Value.Builder copy = Value.Obj.builder();
      object.members().forEach((name, member) -> copy.put(name, readable(member)));
      return copy.build();
    }
    return value;
  }

  private Value issued(Auth auth) {
    return Value.Obj.builder()
        .put("client_token", hash.of(auth.clientToken().expose()))
        .put("accessor", options.hashesAccessors() ? hash.of(auth.accessor()) : auth.accessor())
        .put("policies", auth.policies())
        .put("token_policies", auth.tokenPolicies())
        .put("identity_policies", auth.identityPolicies())
        .put("metadata", readable(Value.of(auth.metadata())))
        .put("entity_id", auth.entityId())
        .put("token_type", auth.type())
        .put("token_ttl", auth.lease().toSeconds())
        .build();
  }

  private Value wrapInfo(WrapInfo info) {
    return Value.Obj.builder()
        .put("token", hash.of(info.token().expose()))
        .put("accessor", hash.of(info.accessor()))
        .put("ttl", info.ttl().toSeconds())
        .put("creation_time", info.creationTime().toString())
        .put("creation_path", withoutTokens(info.creationPath()))
        .putIfPresent("wrapped_accessor", info.wrappedAccessor().map(hash::of))
        .build();
  }

  private static String operation(Operation operation) {
    return operation == Operation.WRITE ? "update" : operation.name().toLowerCase(Locale.ROOT);
  }
}
