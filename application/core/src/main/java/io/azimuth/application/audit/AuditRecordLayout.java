package io.azimuth.application.audit;

import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
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
 * Lays a record out in the fields that tools for Vault's audit log know; docs/operate/audit.md
 * lists them.
 */
final class AuditRecordLayout {

  /** The most bytes of a whole path in the record of an answer. */
  private static final int PATH_OF_ANSWER = 1_024;

  /** How many characters of a long path the record has there, and in an error. */
  private static final int BEGIN_OF_PATH = 128;

  private static final int MOST_BYTES_OF_CHARACTER = 6; // an escape

  /** A header that comes more often is recorded as one hash. */
  private static final int MOST_HEADER_VALUES = 8;

  private final SaltedHash hash;
  private final DataLayout data;
  private final RecordOptions options;

  AuditRecordLayout(SaltedHash hash, RecordOptions options) {
    this.hash = hash;
    this.data = new DataLayout(hash);
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
    exchange
        .caller()
        .map(caller -> caller(caller, exchange))
        .or(() -> login(exchange))
        .ifPresent(auth -> entry.put("auth", auth));
    Value.Builder request = request(exchange);
    if (exchange.answer().isEmpty()) {
      sent(request, exchange);
    }
    entry.put("request", request.build());
    exchange.answer().ifPresent(answer -> answer(entry, answer, exchange));
    Value.Obj added =
        exchange.answer().isPresent() && exchange.reasons().cause().members().isEmpty()
            ? exchange.reasons().notes()
            : exchange.reasons().cause();
    if (!added.members().isEmpty()) {
      entry.put("azimuth", data.readable(added));
    }
    return entry.build();
  }

  // Who logs in is known with the answer. Tools look for the caller of any request in one place.
  private Optional<Value> login(AuditedExchange exchange) {
    return exchange
        .answer()
        .filter(Answer.Envelope.class::isInstance)
        .flatMap(answer -> ((Answer.Envelope) answer).auth())
        .map(this::issued);
  }

  private Value caller(AuthenticatedCaller caller, AuditedExchange exchange) {
    Token token = caller.token();
    ApiRequest request = exchange.received().request();
    TreeSet<String> policies = new TreeSet<>(token.rights().policies());
    policies.addAll(caller.identityPolicies());
    Value.Builder laid =
        Value.Obj.builder()
            .putIfPresent("client_token", request.token().map(text -> hash.of(text.expose())))
            .putIfPresent("accessor", token.accessor().map(this::accessor))
            .put("display_name", data.redacted(token.origin().displayName()))
            .put("policies", policies)
            .put("token_policies", token.rights().policies())
            .put("identity_policies", caller.identityPolicies())
            .put("metadata", data.readable(Value.of(token.origin().metadata())))
            .put("entity_id", caller.credential().entityId().orElse(""))
            .put("token_type", token.type().name().toLowerCase(Locale.ROOT));
    exchange.reasons().decision().ifPresent(it -> laid.put("policy_results", PolicyResults.of(it)));
    return laid.build();
  }

  // The record of the request, which has the same id, shows all of a long path.
  private String pathOf(AuditedExchange exchange) {
    String path = path(exchange);
    boolean whole =
        exchange.answer().isEmpty()
            || path.length() <= PATH_OF_ANSWER / MOST_BYTES_OF_CHARACTER
            || JsonText.of(Value.of(path), JsonForm.RECORD).length() <= PATH_OF_ANSWER;
    return whole ? path : beginning(path);
  }

  private Value.Builder request(AuditedExchange exchange) {
    ApiRequest request = exchange.received().request();
    Value.Builder laid =
        Value.Obj.builder()
            .put("id", request.id())
            .put("operation", operation(request.operation()))
            .put("path", pathOf(exchange))
            .put("namespace", Value.Obj.builder().put("id", "root").build())
            .put("remote_address", request.client().address().getHostAddress())
            .put("remote_port", request.client().port())
            .putIfPresent(
                "client_certificate_thumbprint",
                request.certificate().map(CertificateDigest::text));
    exchange.received().mount().ifPresent(mount -> mount(laid, mount));
    request.token().ifPresent(token -> laid.put("client_token", hash.of(token.expose())));
    exchange
        .caller()
        .flatMap(caller -> caller.token().accessor())
        .ifPresent(accessor -> laid.put("client_token_accessor", accessor(accessor)));
    request.directives().wrapTtl().ifPresent(requested -> wrapTtl(laid, requested));
    return laid;
  }

  // Only in the record of the request: the record of the answer has its id.
  private void sent(Value.Builder laid, AuditedExchange exchange) {
    if (!exchange.received().headers().isEmpty()) {
      laid.put("headers", headers(exchange));
    }
    AuditedParameters parameters = exchange.received().parameters();
    Value.Obj known = parameters.known();
    if (!known.members().isEmpty()) {
      long room =
          isStranger(exchange)
              ? DataLayout.roomForStranger(known)
              : DataLayout.roomForCaller(known);
      data.put(laid, known, exceptions(exchange).requestKeys(), room);
    }
    if (parameters.unknown() > 0) {
      laid.put(
          "unknown_parameters",
          Value.Obj.builder()
              .put("count", parameters.unknown())
              .put("bytes", parameters.unknownBytes())
              .build());
    }
  }

  private static boolean isStranger(AuditedExchange exchange) {
    return exchange.caller().isEmpty();
  }

  private Value headers(AuditedExchange exchange) {
    Value.Builder laid = Value.Obj.builder();
    for (AuditedHeader header : exchange.received().headers()) {
      laid.put(header.name(), values(header));
    }
    return laid.build();
  }

  private Value values(AuditedHeader header) {
    Value values = Value.of(header.values());
    if (header.values().size() > MOST_HEADER_VALUES) {
      return Value.of(List.of(hash.of(JsonText.of(values))));
    }
    return header.hashed() ? hash.of(values) : data.readable(values);
  }

  private static void wrapTtl(Value.Builder laid, String requested) {
    GoDuration.parseSeconds(requested)
        .value()
        .ifPresent(ttl -> laid.put("wrap_ttl", ttl.toSeconds()));
  }

  private String accessor(Accessor accessor) {
    return options.hashesAccessors() ? hash.of(accessor.value()) : accessor.value();
  }

  // A token whose id the caller chose has no recognisable form; only its place in the path shows
  // it.
  private String path(AuditedExchange exchange) {
    String path = exchange.received().request().path();
    String slash = path.endsWith("/") ? "/" : "";
    String bare = path.substring(0, path.length() - slash.length());
    Optional<String> last =
        exchange.received().tokenInPath().map(SecretText::expose).filter(bare::endsWith);
    return data.redacted(
        last.map(token -> bare.substring(0, bare.length() - token.length()) + hash.of(token))
            .map(laid -> laid + slash)
            .orElse(path));
  }

  private static void mount(Value.Builder laid, Mount mount) {
    laid.put("mount_point", mount.path().text())
        .put("mount_type", mount.type())
        .put("mount_accessor", mount.accessor());
  }

  private static AuditExceptions exceptions(AuditedExchange exchange) {
    return exchange
        .received()
        .mount()
        .map(mount -> mount.settings().auditExceptions())
        .orElse(AuditExceptions.NONE);
  }

  private void answer(Value.Builder entry, Answer answer, AuditedExchange exchange) {
    if (answer instanceof Answer.Refused refused) {
      refusal(entry, refused.refusal(), exchange);
    } else if (answer instanceof Answer.Envelope envelope) {
      Value.Builder response = Value.Obj.builder();
      envelope.data().ifPresent(given -> given(response, elided(given, exchange), exchange));
      envelope.auth().ifPresent(auth -> response.put("auth", issued(auth)));
      envelope.lease().ifPresent(lease -> response.put("secret", leased(lease)));
      entry.put("response", response.build());
    } else if (answer instanceof Answer.Wrapped wrapped) {
      Value info = wrapInfo(wrapped.info());
      entry.put("response", Value.Obj.builder().put("wrap_info", info).build());
    } else if (answer instanceof Answer.NotFound nothing && nothing.data().isPresent()) {
      entry.put("response", given(nothing.data().get(), exchange));
    } else if (answer instanceof Answer.Raw raw) {
      entry.put("response", given(raw.body(), exchange));
    } else if (answer instanceof Answer.Download download) {
      Value.Obj size = Value.Obj.builder().put("bytes", download.content().length()).build();
      entry.put("response", Value.Obj.builder().put("data", size).build());
    }
  }

  private Value given(Value given, AuditedExchange exchange) {
    Value.Builder response = Value.Obj.builder();
    given(response, given, exchange);
    return response.build();
  }

  private void given(Value.Builder response, Value given, AuditedExchange exchange) {
    long room =
        isStranger(exchange) ? DataLayout.STRANGERS_ANSWER : DataLayout.roomForCaller(given);
    data.put(response, given, exceptions(exchange).responseKeys(), room);
  }

  private Value.Obj elided(Value.Obj data, AuditedExchange exchange) {
    return options.countsListedNames() && exchange.received().request().operation().isOfFolder()
        ? ListedNames.counted(data)
        : data;
  }

  // In clear, since operators search for it. Everything that looks like a token is hashed anyway.
  private void refusal(Value.Builder entry, Refusal refusal, AuditedExchange exchange) {
    entry.put("error", data.redacted(withoutPath(String.join("; ", refusal.errors()), exchange)));
    exchange
        .reasons()
        .explanation()
        .or(refusal::data)
        .ifPresent(
            why ->
                entry.put("response", Value.Obj.builder().put("data", data.readable(why)).build()));
  }

  // Some sentences contain the path. The request shows it in full.
  private String withoutPath(String sentences, AuditedExchange exchange) {
    String sent = exchange.received().request().path();
    String shown = path(exchange);
    return sent.isEmpty() ? sentences : sentences.replace(sent, beginning(shown));
  }

  private static String beginning(String path) {
    if (path.length() <= BEGIN_OF_PATH) {
      return path;
    }
    boolean splits = Character.isHighSurrogate(path.charAt(BEGIN_OF_PATH - 1));
    return path.substring(0, splits ? BEGIN_OF_PATH - 1 : BEGIN_OF_PATH) + "…";
  }

  private static Value leased(IssuedLease lease) {
    return Value.Obj.builder().put("lease_id", lease.id()).build();
  }

  private Value issued(Auth auth) {
    return Value.Obj.builder()
        .put("client_token", hash.of(auth.clientToken().expose()))
        .put("accessor", options.hashesAccessors() ? hash.of(auth.accessor()) : auth.accessor())
        .put("display_name", data.redacted(auth.displayName()))
        .put("policies", auth.policies())
        .put("token_policies", auth.tokenPolicies())
        .put("identity_policies", auth.identityPolicies())
        .put("metadata", data.readable(Value.of(auth.metadata())))
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
        .put("creation_path", data.redacted(info.creationPath()))
        .putIfPresent("wrapped_accessor", info.wrappedAccessor().map(hash::of))
        .build();
  }

  private static String operation(Operation operation) {
    return operation == Operation.WRITE ? "update" : operation.name().toLowerCase(Locale.ROOT);
  }
}
