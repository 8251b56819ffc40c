package io.azimuth.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import io.azimuth.testkit.Values;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditRecordLayoutTest {

  static final AuditedReasons NO_REASONS =
      new AuditedReasons(Optional.empty(), Optional.empty(), Value.Obj.EMPTY, Value.Obj.EMPTY);

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00.123Z");
  private static final String TOKEN = "azs.Abc123Abc123Abc123Abc123";
  private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJ4In0.c2ln-_YXR1cmU";

  private final SaltedHash hash = new SaltedHash(SecretText.of("salt"));
  private final AuditRecordLayout layout =
      new AuditRecordLayout(hash, new RecordOptions(true, false));

  @Test
  void aRequestHasTheFieldsThatToolsKnow() {
    Value.Obj laid = layout.render(exchange("auth/azure/role/web", Map.of("ttl", "1h")), NOW);

    assertThat(laid)
        .isEqualTo(
            Values.of(
                Map.of(
                    "time",
                    "2026-11-25T12:00:00.123Z",
                    "type",
                    "request",
                    "auth",
                    auth(),
                    "request",
                    Map.ofEntries(
                        Map.entry("id", "id-1"),
                        Map.entry("operation", "update"),
                        Map.entry("path", "auth/azure/role/web"),
                        Map.entry("namespace", Map.of("id", "root")),
                        Map.entry("remote_address", "192.0.2.7"),
                        Map.entry("remote_port", 4711),
                        Map.entry("mount_point", "auth/azure/"),
                        Map.entry("mount_type", "azure"),
                        Map.entry("mount_accessor", "auth_azure_12345678"),
                        Map.entry("client_token", hash.of(TOKEN)),
                        Map.entry("client_token_accessor", hash.of("Accessor1")),
                        Map.entry("data", Map.of("ttl", hash.of("1h")))))));
  }

  private static Auth issued(Map<String, String> metadata) {
    return new Auth(
        SecretText.of(TOKEN),
        "Accessor2",
        "azure-oid",
        List.of("default", "ops", "web"),
        List.of("default", "web"),
        List.of("ops"),
        metadata,
        Duration.ofHours(1),
        true,
        "entity-1",
        "service",
        true,
        0);
  }

  @Test
  void anAnswerHasItsDataHashedAndItsTokenToo() {
    Auth issued = issued(Map.of("role", "web"));
    Answer answer =
        new Answer.Envelope(
            Optional.of(Values.of(Map.of("secret", "s", "n", 1))), Optional.of(issued), List.of());

    Value.Obj laid = layout.render(exchange("p", Map.of()).answered(answer), NOW);

    assertThat(laid.members().get("type")).isEqualTo(Value.of("response"));
    assertThat(laid.members().get("response"))
        .isEqualTo(
            Values.of(
                Map.of("data", Map.of("secret", hash.of("s"), "n", 1), "auth", issuedAuth())));
    assertThat(laid.members().get("auth")).isEqualTo(Values.of(auth()));
  }

  @Test
  void theCallerOfALoginIsWhoeverLoggedIn() {
    Answer answer =
        new Answer.Envelope(
            Optional.empty(), Optional.of(issued(Map.of("role", "web"))), List.of());
    AuditedExchange plain = exchange("auth/azure/login", Map.of());
    AuditedExchange login =
        new AuditedExchange(plain.received(), Optional.empty(), NO_REASONS, Optional.empty());

    assertThat(layout.render(login, NOW).members()).doesNotContainKey("auth");
    assertThat(layout.render(login.answered(answer), NOW).members().get("auth"))
        .isEqualTo(Values.of(issuedAuth()));
  }

  private Map<String, ?> issuedAuth() {
    return Map.of(
        "client_token", hash.of(TOKEN),
        "accessor", hash.of("Accessor2"),
        "display_name", "azure-oid",
        "policies", List.of("default", "ops", "web"),
        "token_policies", List.of("default", "web"),
        "identity_policies", List.of("ops"),
        "metadata", Map.of("role", "web"),
        "entity_id", "entity-1",
        "token_type", "service",
        "token_ttl", 3600);
  }

  @Test
  void aWrappedAnswerHasItsTokenAndAccessorsHashed() {
    WrapInfo info =
        new WrapInfo(
            SecretText.of(TOKEN),
            "Accessor2",
            Duration.ofSeconds(60),
            Instant.parse("2026-11-25T12:00:00Z"),
            "auth/azure/login",
            Optional.of("Accessor3"));

    Value.Obj laid = layout.render(exchange("p", Map.of()).answered(new Answer.Wrapped(info)), NOW);

    assertThat(laid.members().get("response"))
        .isEqualTo(
            Values.of(
                Map.of(
                    "wrap_info",
                    Map.of(
                        "token",
                        hash.of(TOKEN),
                        "accessor",
                        hash.of("Accessor2"),
                        "ttl",
                        60,
                        "creation_time",
                        "2026-11-25T12:00:00Z",
                        "creation_path",
                        "auth/azure/login",
                        "wrapped_accessor",
                        hash.of("Accessor3")))));
  }

  @Test
  void aRefusalSaysWhyInClear() {
    Value.Obj laid =
        layout.render(
            exchange("p", Map.of())
                .answered(
                    new Answer.Refused(
                        Refusal.of(ErrorCategory.PERMISSION_DENIED, "one", "two")
                            .with(Values.of(Map.of("reasons", List.of(Map.of("code", "c"))))))),
            NOW);

    assertThat(laid.members().get("error")).isEqualTo(Value.of("one; two"));
    assertThat(laid.members().get("response"))
        .isEqualTo(Values.of(Map.of("data", Map.of("reasons", List.of(Map.of("code", "c"))))));
  }

  @Test
  void anExplanationForTheOperatorStandsInPlaceOfWhatTheCallerReads() {
    AuditedExchange plain = exchange("p", Map.of());
    AuditedExchange explained =
        new AuditedExchange(
            plain.received(),
            plain.caller(),
            new AuditedReasons(
                Optional.empty(),
                Optional.of(Values.of(Map.of("why", "in full"))),
                Value.Obj.EMPTY,
                Value.Obj.EMPTY),
            Optional.empty());

    Value.Obj laid =
        layout.render(
            explained.answered(
                new Answer.Refused(
                    Refusal.of(ErrorCategory.PERMISSION_DENIED, "no")
                        .with(Values.of(Map.of("why", "a little"))))),
            NOW);

    assertThat(laid.members().get("response"))
        .isEqualTo(Values.of(Map.of("data", Map.of("why", "in full"))));
  }

  @Test
  @DisplayName(
      "CVE-2025-62705, GHSA-ghfh-fmx4-26h8, HCSEC-2024-18: no token, jwt or secret in clear")
  void noTokenJwtOrSecretInClearAnywhere() {
    String path = "auth/" + TOKEN + "/a" + TOKEN + "b/" + JWT + "/x=" + JWT + ";" + TOKEN;
    Map<String, ?> parameters =
        Map.of(
            "jwt",
            JWT,
            "client_secret",
            "hunter22",
            TOKEN,
            List.of(TOKEN, Map.of(JWT, "hunter22")));
    Answer answer =
        new Answer.Refused(
            Refusal.of(ErrorCategory.NOT_FOUND, "no route \"" + path + "\"", JWT + TOKEN)
                .with(Values.of(Map.of("actual", List.of(JWT, Map.of("x", TOKEN))))));

    AuditedExchange sent = exchange(path, parameters);
    String text = layout.render(sent, NOW).toString() + layout.render(sent.answered(answer), NOW);

    assertThat(text).doesNotContain(TOKEN, TOKEN.substring(4), JWT, "eyJ", "hunter22");
    assertThat(text).contains(hash.of(TOKEN), hash.of(JWT), hash.of("hunter22"));
  }

  @Test
  void aTokenInTheNameOfTokenMetadataIsNotInClear() {
    Answer answer =
        new Answer.Envelope(
            Optional.empty(), Optional.of(issued(Map.of(TOKEN, "x", "team", "a"))), List.of());

    String text = layout.render(exchange("p", Map.of()).answered(answer), NOW).toString();

    assertThat(text).doesNotContain(TOKEN.substring(4)).contains("team", hash.of(TOKEN));
  }

  @Test
  void aDisplayNameThatWasMadeOfATokenIsATokenToo() {
    String name = "token-" + TOKEN.replaceAll("[^A-Za-z0-9-]", "-");

    assertThat(TokenRedaction.redact(name, text -> "hidden")).isEqualTo("token-hidden");
    assertThat(TokenRedaction.redact("token-azs-web-1", text -> "hidden"))
        .isEqualTo("token-azs-web-1");
  }

  @Test
  void rawAnswersAreHashedToo() {
    Answer raw = new Answer.Raw(Values.of(Map.of("root_token", TOKEN)), Answer.State.NORMAL);

    assertThat(layout.render(exchange("p", Map.of()).answered(raw), NOW).toString())
        .doesNotContain(TOKEN.substring(4));
  }

  @Test
  void withoutCallerAndMountTheirFieldsAreAbsent() {
    AuditedExchange bare =
        new AuditedExchange(
            AuditedRequest.of(request("p", Optional.empty()), Optional.empty(), Value.Obj.EMPTY),
            Optional.empty(),
            NO_REASONS,
            Optional.empty());

    Value.Obj laid = layout.render(bare, NOW);

    assertThat(laid.members()).containsOnlyKeys("time", "type", "request");
    assertThat(((Value.Obj) laid.members().get("request")).members())
        .containsOnlyKeys("id", "operation", "path", "namespace", "remote_address", "remote_port");
  }

  private Map<String, ?> auth() {
    return Map.of(
        "client_token", hash.of(TOKEN),
        "accessor", hash.of("Accessor1"),
        "display_name", "azure-x",
        "policies", List.of("default", "ops"),
        "token_policies", List.of("default"),
        "identity_policies", List.of("ops"),
        "metadata", Map.of("role", "web"),
        "entity_id", "entity-1",
        "token_type", "service");
  }

  @Test
  void whatTheMountShowsInClearIsInClearButForTokens() {
    MountSettings settings =
        new MountSettings(
            Duration.ZERO,
            Duration.ZERO,
            "",
            "default-service",
            new AuditExceptions(List.of("role", "note", "more"), List.of("name")));
    Map<String, Object> sent =
        Map.of("role", "web", "vm", "one", "note", TOKEN, "more", Map.of("deep", List.of("x")));
    AuditedExchange exchange = exchange("auth/azure/login", sent, settings);

    Value.Obj request = layout.render(exchange, NOW);
    Value.Obj response =
        layout.render(
            exchange.answered(Answer.data(Values.of(Map.of("name", "web", "role", "web")))), NOW);

    assertThat(((Value.Obj) request.members().get("request")).members().get("data"))
        .isEqualTo(
            Values.of(
                Map.of(
                    "role", "web",
                    "vm", hash.of("one"),
                    "note", hash.of(TOKEN),
                    "more", Map.of("deep", List.of("x")))));
    assertThat(((Value.Obj) response.members().get("response")).members().get("data"))
        .isEqualTo(Values.of(Map.of("name", "web", "role", hash.of("web"))));
  }

  @Test
  void accessorsAreInClearWhereTheOperatorWantsThem() {
    AuditRecordLayout clear = new AuditRecordLayout(hash, new RecordOptions(false, false));

    Value.Obj laid = clear.render(exchange("p", Map.of("accessor", "Accessor1")), NOW);

    assertThat(member(laid, "auth", "accessor")).isEqualTo(Value.of("Accessor1"));
    assertThat(member(laid, "request", "client_token_accessor")).isEqualTo(Value.of("Accessor1"));
    assertThat(member(laid, "request", "data"))
        .isEqualTo(Values.of(Map.of("accessor", hash.of("Accessor1"))));
  }

  private static Value member(Value.Obj laid, String one, String other) {
    return ((Value.Obj) laid.members().get(one)).members().get(other);
  }

  @Test
  void theNamesOfAListAreCountedWhereTheOperatorWantsThat() {
    AuditRecordLayout counting = new AuditRecordLayout(hash, new RecordOptions(true, true));
    Answer names =
        Answer.data(
            Values.of(
                Map.of(
                    "keys", List.of("a", "b"), "key_info", Map.of("a", Map.of(), "b", Map.of()))));
    AuditedExchange written = exchange("p", Map.of()).answered(names);
    AuditedExchange listed = listing(exchange("p/", Map.of())).answered(names);

    assertThat(member(counting.render(listed, NOW), "response", "data"))
        .isEqualTo(Values.of(Map.of("keys", 2, "key_info", 2)));
    assertThat(member(counting.render(written, NOW), "response", "data"))
        .isEqualTo(member(layout.render(written, NOW), "response", "data"));
    assertThat(member(layout.render(listed, NOW), "response", "data"))
        .isEqualTo(member(layout.render(written, NOW), "response", "data"));
  }

  private static AuditedExchange listing(AuditedExchange one) {
    ApiRequest sent = one.received().request();
    ApiRequest list =
        new ApiRequest(
            sent.id(),
            Operation.LIST,
            sent.path(),
            sent.token(),
            sent.client(),
            sent.query(),
            sent.body(),
            sent.directives());
    return new AuditedExchange(
        AuditedRequest.of(list, one.received().mount(), one.received().parameters().known()),
        one.caller(),
        one.reasons(),
        one.answer());
  }

  @Test
  void whatTheHandlerNotesStandsInTheRecordOfTheAnswerButForTokens() {
    AuditedExchange noted =
        with(Values.of(Map.of("decision", "granted", "resource", TOKEN)), List.of());

    assertThat(layout.render(noted, NOW).members()).doesNotContainKey("azimuth");
    assertThat(layout.render(noted.answered(new Answer.Empty()), NOW).members().get("azimuth"))
        .isEqualTo(Values.of(Map.of("decision", "granted", "resource", hash.of(TOKEN))));
  }

  private static AuditedExchange with(Value.Obj notes, List<AuditedHeader> headers) {
    AuditedExchange plain = exchange("p", Map.of());
    return new AuditedExchange(
        new AuditedRequest(
            plain.received().request(),
            plain.received().mount(),
            plain.received().parameters(),
            Optional.empty(),
            headers),
        plain.caller(),
        new AuditedReasons(Optional.empty(), Optional.empty(), notes, Value.Obj.EMPTY),
        plain.answer());
  }

  @Test
  void headersStandInClearOrHashedAsTheOperatorWantsButNoToken() {
    AuditedExchange sent =
        with(
            Value.Obj.EMPTY,
            List.of(
                new AuditedHeader("user-agent", false, List.of("curl", TOKEN)),
                new AuditedHeader("x-key", true, List.of("hunter22"))));

    assertThat(member(layout.render(sent, NOW), "request", "headers"))
        .isEqualTo(
            Values.of(
                Map.of(
                    "user-agent", List.of("curl", hash.of(TOKEN)),
                    "x-key", List.of(hash.of("hunter22")))));
  }

  @Test
  void whatACallerSendsAndGetsIsInProportion() {
    int always = 6_600; // 4 KiB of data, and the rest of a record
    for (int count : new int[] {1, 30, 300, 1_000, 5_000}) {
      Map<String, ?> data = Map.of("value", Collections.nCopies(count, "a"));
      AuditedExchange sent = exchange("cubbyhole/x", data);
      int bytes = JsonText.of(Values.of(data)).length();

      assertThat(JsonText.of(layout.render(sent, NOW)).length())
          .isLessThanOrEqualTo(always + 4 * bytes);
      assertThat(
              JsonText.of(layout.render(sent.answered(Answer.data(Values.of(data))), NOW)).length())
          .isLessThanOrEqualTo(always + 4 * bytes);
    }
  }

  private static AuditedExchange exchange(String path, Map<String, ?> parameters) {
    return exchange(path, parameters, MountSettings.DEFAULT);
  }

  private static AuditedExchange exchange(
      String path, Map<String, ?> parameters, MountSettings settings) {
    return new AuditedExchange(
        AuditedRequest.of(
            request(path, Optional.of(SecretText.of(TOKEN))),
            Optional.of(
                new Mount(
                    new MountPath("auth/azure/"),
                    "azure",
                    "uuid",
                    "auth_azure_12345678",
                    "",
                    settings,
                    0)),
            Values.of(parameters)),
        Optional.of(caller()),
        NO_REASONS,
        Optional.empty());
  }

  private static ApiRequest request(String path, Optional<SecretText> token) {
    return new ApiRequest(
        "id-1",
        Operation.WRITE,
        path,
        token,
        new ClientAddress(address(), 4711),
        Value.Obj.EMPTY,
        RequestBody.NONE,
        ApiRequest.Directives.NONE);
  }

  private static AuthenticatedCaller caller() {
    Token token =
        new Token(
            TokenType.SERVICE,
            Optional.of(new Accessor("Accessor1")),
            new TokenOrigin(
                new RevocationStamp("auth_azure_12345678", 0),
                "auth/azure/login",
                "azure-x",
                Map.of("role", "web"),
                Optional.empty(),
                Map.of("oid", "internal")),
            new TokenRights(List.of("default"), Optional.of("entity-1"), List.of(), 0),
            TokenLifetime.of(NOW, Duration.ofHours(1), true),
            List.of());
    Credential credential =
        new Credential(new TokenHash("0".repeat(64)), token, List.of(), Optional.empty());
    return new AuthenticatedCaller(
        Optional.of(SecretText.of(TOKEN)), credential, List.of("ops"), Acl.of(List.of()));
  }

  private static InetAddress address() {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7});
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
