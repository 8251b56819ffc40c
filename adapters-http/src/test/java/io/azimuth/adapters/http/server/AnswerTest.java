package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.config.TestServer;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import io.azimuth.spi.route.Rendering;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses, envelopes and headers of answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerTest {

  private static final Value.Obj DATA = Value.Obj.builder().put("k", "v").build();

  private TestServer server;

  @BeforeAll
  void start() throws IOException {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void putsDataIntoTheWholeEnvelope() throws IOException {
    server.api.answers(Answer.data(DATA));
    RawConnection.Response response = get();
    assertThat(response.status()).isEqualTo(200);
    assertThat(withoutId(response))
        .isEqualTo(
            "{'request_id':'id','lease_id':'','renewable':false,'lease_duration':0,"
                + "'data':{'k':'v'},'wrap_info':null,'warnings':null,'auth':null,"
                + "'mount_type':'test'}\n");
  }

  @Test
  void namesTheTypeOfJsonExactlyAndForbidsStoring() throws IOException {
    server.api.answers(Answer.data(DATA));
    RawConnection.Response response = get();
    assertThat(response.header("Content-Type")).contains("application/json");
    assertThat(response.header("Cache-Control")).contains("no-store");
    assertThat(response.header("Strict-Transport-Security")).isEmpty();
    assertThat(response.header("Content-Encoding")).isEmpty();
  }

  @Test
  void tellsOfATokenInAuth() throws IOException {
    Auth auth =
        new Auth(
            SecretText.of("azs.x"),
            "acc",
            "azure-o",
            List.of("default", "ops"),
            List.of("default"),
            List.of("ops"),
            Map.of("role", "web", "app_id", "2"),
            Duration.ofHours(1),
            true,
            "ent",
            "service",
            true,
            3);
    server.api.answers(new Answer.Envelope(Optional.empty(), Optional.of(auth), List.of("w")));
    assertThat(withoutId(get()))
        .isEqualTo(
            "{'request_id':'id','lease_id':'','renewable':false,'lease_duration':0,"
                + "'data':null,'wrap_info':null,'warnings':['w'],'auth':{'client_token':'azs.x',"
                + "'accessor':'acc','policies':['default','ops'],'token_policies':['default'],"
                + "'identity_policies':['ops'],'metadata':{'app_id':'2','role':'web'},"
                + "'lease_duration':3600,'renewable':true,'entity_id':'ent','token_type':'service',"
                + "'orphan':true,'mfa_requirement':null,'num_uses':3},'mount_type':'test'}\n");
  }

  @Test
  void leavesOutPoliciesThatAreNotThere() throws IOException {
    Auth auth =
        new Auth(
            SecretText.of("azb.x"),
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Duration.ZERO,
            false,
            "",
            "batch",
            false,
            0);
    server.api.answers(new Answer.Envelope(Optional.empty(), Optional.of(auth), List.of()));
    assertThat(get().body())
        .doesNotContain("token_policies", "identity_policies")
        .contains("\"policies\":[]", "\"metadata\":null");
  }

  @Test
  void tellsNothingOfAWrappedAnswerButWhereItIsKept() throws IOException {
    server.api.answers(new Answer.Wrapped(wrapInfo(Optional.empty())), Rendering.DATA_AT_ROOT);
    assertThat(get().body().replace('"', '\''))
        .isEqualTo(
            "{'request_id':'','lease_id':'','renewable':false,'lease_duration':0,'data':null,"
                + "'wrap_info':{'token':'azs.w','accessor':'acc','ttl':60,"
                + "'creation_time':'2026-01-01T00:00:00.500Z','creation_path':'auth/a/login'},"
                + "'warnings':null,'auth':null,'mount_type':''}\n");
  }

  @Test
  void namesTheTokenInAWrappedAnswerByItsAccessor() throws IOException {
    server.api.answers(new Answer.Wrapped(wrapInfo(Optional.of("inner"))));
    assertThat(get().body()).contains("\"wrapped_accessor\":\"inner\"");
  }

  private static WrapInfo wrapInfo(Optional<String> wrappedAccessor) {
    return new WrapInfo(
        SecretText.of("azs.w"),
        "acc",
        Duration.ofSeconds(60),
        Instant.parse("2026-01-01T00:00:00.5Z"),
        "auth/a/login",
        wrappedAccessor);
  }

  @Test
  void repeatsDataAtTheRootBelowTheEnvelope() throws IOException {
    Value.Obj data = Value.Obj.builder().put("azure/", DATA).put("auth", "clash").build();
    server.api.answers(Answer.data(data), Rendering.DATA_AT_ROOT);
    assertThat(withoutId(get()))
        .startsWith("{'azure/':{'k':'v'},'auth':null,'request_id':'id'")
        .contains("'data':{'azure/':{'k':'v'},'auth':'clash'}");
  }

  @Test
  void answersNothingWith204() throws IOException {
    server.api.answers(new Answer.Empty());
    RawConnection.Response response = get();
    assertThat(response.status()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers()).doesNotContainKeys("content-type", "transfer-encoding");
    assertThat(response.header("Cache-Control")).contains("no-store");
  }

  @Test
  void answersWarningsAloneWithAnEnvelope() throws IOException {
    server.api.answers(Answer.done(List.of("w")));
    assertThat(get().body()).contains("\"data\":null", "\"warnings\":[\"w\"]");
  }

  @Test
  void answers404WithoutTexts() throws IOException {
    server.api.answers(new Answer.NotFound());
    RawConnection.Response response = get();
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"errors\":[]}\n");
    assertThat(response.header("Content-Type")).contains("application/json");
  }

  @Test
  void answers404WithWhatThereIsToSayInTheEnvelope() throws IOException {
    server.api.answers(new Answer.NotFound(DATA));
    RawConnection.Response known = get();
    assertThat(known.status()).isEqualTo(404);
    assertThat(withoutId(known))
        .isEqualTo(
            "{'request_id':'id','lease_id':'','renewable':false,'lease_duration':0,"
                + "'data':{'k':'v'},'wrap_info':null,'warnings':null,'auth':null,"
                + "'mount_type':'test'}\n");
    server.api.answers(new Answer.NotFound("why"));
    RawConnection.Response warned = get();
    assertThat(warned.status()).isEqualTo(404);
    assertThat(warned.body()).contains("\"data\":null", "\"warnings\":[\"why\"]");
  }

  @Test
  void tellsHowLongDataCanBeReliedOnInThirtyTwoBits() throws IOException {
    for (Duration time : List.of(Duration.ofDays(32), Duration.ofDays(40_000))) {
      server.api.answers(new Answer.Envelope(Optional.of(DATA), Optional.empty(), List.of(), time));
      assertThat(get().body())
          .contains("\"lease_duration\":" + Math.min(time.toSeconds(), Integer.MAX_VALUE) + ",");
    }
  }

  @Test
  void answers202() throws IOException {
    server.api.answers(new Answer.Accepted(List.of()));
    RawConnection.Response bare = get();
    assertThat(bare.status()).isEqualTo(202);
    assertThat(bare.body()).isEmpty();
    server.api.answers(new Answer.Accepted(List.of("under way")));
    RawConnection.Response warned = get();
    assertThat(warned.status()).isEqualTo(202);
    assertThat(warned.body()).contains("\"warnings\":[\"under way\"]");
  }

  @Test
  void letsNobodyKeepAnAnswerButOneThatSaysHowLong() throws IOException {
    server.api.answers(Answer.Raw.keptFor(Duration.ofHours(1), DATA));
    RawConnection.Response kept = get();
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.header("Cache-Control")).contains("max-age=3600");
    assertThat(kept.header("Content-Type")).contains("application/json");
    assertThat(kept.body()).isEqualTo("{\"k\":\"v\"}\n");
    server.api.answers(new Answer.Raw(DATA, Answer.State.NORMAL));
    assertThat(get().header("Cache-Control")).contains("no-store");
  }

  @Test
  void leavesRawBodiesUnwrapped() throws IOException {
    server.api.answers(new Answer.Raw(DATA, Answer.State.SEALED));
    RawConnection.Response response = get();
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"k\":\"v\"}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST,400",
    "PERMISSION_DENIED,403",
    "NOT_FOUND,404",
    "UNSUPPORTED_OPERATION,405",
    "CONFLICT,409",
    "TOO_LARGE,413",
    "UNSUPPORTED_MEDIA,415",
    "RATE_LIMITED,429",
    "INTERNAL,500",
    "UPSTREAM_UNUSABLE,502",
    "SEALED,503",
    "OVERLOADED,503",
    "UPSTREAM_UNAVAILABLE,503"
  })
  void turnsCategoriesIntoStatuses(ErrorCategory category, int status) throws IOException {
    server.api.answers(new Answer.Refused(Refusal.of(category, "one", "two\n")));
    RawConnection.Response response = get();
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("{\"errors\":[\"one\",\"two\\n\"]}\n");
    assertThat(response.header("Cache-Control")).contains("no-store");
    assertThat(response.header("Retry-After").isPresent())
        .isEqualTo(category == ErrorCategory.OVERLOADED);
  }

  @Test
  void sendsTheDataOfARefusal() throws IOException {
    server.api.answers(
        new Answer.Refused(Refusal.of(ErrorCategory.PERMISSION_DENIED, "no").with(DATA)));
    assertThat(get().body()).isEqualTo("{\"errors\":[\"no\"],\"data\":{\"k\":\"v\"}}\n");
  }

  @ParameterizedTest
  @CsvSource({"PT0S,1", "PT0.001S,1", "PT1S,1", "PT1.001S,2", "PT30S,30"})
  void roundsRetryAfterUp(Duration delay, String seconds) throws IOException {
    server.api.answers(
        new Answer.Refused(
            Refusal.of(ErrorCategory.UPSTREAM_UNAVAILABLE, "later").retryAfter(delay)));
    assertThat(get().header("Retry-After")).contains(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACTIVE||200",
        "STANDBY||429",
        "SEALED||503",
        "UNINITIALIZED||501",
        "STANDBY|standbyok=true|200",
        "STANDBY|standbyok|200",
        "STANDBY|standbyok=false|429",
        "STANDBY|standbyok=1&activecode=230|230",
        "SEALED|sealedcode=299&uninitcode=299&standbycode=298|299",
        "STANDBY|sealedcode=299&standbycode=298&removedcode=299|298",
        "UNINITIALIZED|uninitcode=200|200",
        "SEALED|sealedcode=204|204",
        "ACTIVE|activecode=abc|400",
        "ACTIVE|sealedcode=|400",
        "READS_ONLY||200",
        "READS_ONLY|readsonlycode=503&haunhealthycode=299|503",
        "UNHEALTHY|readsonlycode=200|503",
        "ACTIVE|drsecondarycode=1e2|400",
        "ACTIVE|activecode=99|400",
        "ACTIVE|activecode=600|400",
        "ACTIVE|activecode=200&activecode=201|400",
        "STANDBY|standbyok=maybe|400",
      })
  void letsTheCallerChooseHealthCodes(Answer.State state, String query, int status)
      throws IOException {
    server.api.answers(new Answer.Raw(DATA, state), Rendering.HEALTH);
    try (RawConnection client = server.connect()) {
      RawConnection.Response response =
          client.request("GET /v1/sys/health" + (query == null ? "" : "?" + query));
      assertThat(response.status()).isEqualTo(status);
      assertThat(response.body())
          .isEqualTo(
              switch (status) {
                case 204 -> "";
                case 400 -> "{\"errors\":[]}\n";
                default -> "{\"k\":\"v\"}\n";
              });
    }
  }

  @Test
  void answersHeadOnHealthWithoutBody() throws IOException {
    server.api.answers(new Answer.Raw(DATA, Answer.State.SEALED), Rendering.HEALTH);
    try (RawConnection client = server.connect()) {
      client.send(RawConnection.head("HEAD /v1/sys/health?sealedcode=299"));
      assertThat(client.read(false).status()).isEqualTo(299);
      assertThat(client.request("GET /v1/sys/health").status()).isEqualTo(503);
    }
  }

  @Test
  void writesEveryTextAsPlainJson() throws IOException {
    Value.Obj data =
        Value.Obj.builder()
            .put("</script>", "<&>\"\\\u0000\b\t\r\n\u001f\u007f\u2028ü🔑")
            .put("half", "a\ud83d")
            .put("halves", "\udd11\ud83d")
            .put("n", new Value.Num("1.50e+400"))
            .build();
    server.api.answers(Answer.data(data));
    assertThat(get().body())
        .contains(
            "\"data\":{\"</script>\":\"<&>\\\"\\\\\\u0000\\u0008\\t\\r\\n\\u001f\u007f\u2028ü🔑\","
                + "\"half\":\"a\\ud83d\",\"halves\":\"\\udd11\\ud83d\",\"n\":1.50e+400}");
  }

  @Test
  void sendsLargeAnswersWhole() throws IOException {
    String text = "x".repeat(5_000_000);
    server.api.answers(Answer.data(Value.Obj.builder().put("k", text).build()));
    try (RawConnection client = server.connect()) {
      assertThat(client.request("GET /v1/a").body()).contains(text);
      assertThat(client.request("GET /v1/a").body()).contains(text);
    }
  }

  @Test
  void anAnswerThatIsTooDeepToBeWrittenIsAnErrorAtOnce() throws IOException {
    Value deep = Value.of("x");
    for (int i = 0; i < 200_000; i++) {
      deep = new Value.Items(List.of(deep));
    }
    Value.Obj data = Value.Obj.builder().put("k", deep).build();
    server.api.answers(Answer.data(data));
    try (RawConnection client = server.connect()) {
      for (int i = 0; i < 3; i++) { // the connection is kept
        RawConnection.Response response = client.request("GET /v1/a");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"errors\":[\"internal error\"]}\n");
      }
    }
    // The same where the I/O thread makes the answer.
    server.api.does(
        request ->
            CompletableFuture.completedFuture(
                FakeApi.response(request, new Answer.Raw(data, Answer.State.NORMAL))));
    assertThat(get().status()).isEqualTo(500);
  }

  @Test
  void answersFromAnotherThreadLaterOn() throws IOException {
    server.api.does(
        request ->
            CompletableFuture.supplyAsync(
                () -> FakeApi.response(request, new Answer.Empty()),
                CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)));
    assertThat(get().status()).isEqualTo(204);
  }

  /** How the application can fail. */
  enum Fault {
    THROWS,
    THROWS_ERROR,
    CANNOT_BE_RENDERED,
    FAILS_LATER,
    RETURNS_NULL
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void hidesFaultsOfTheApplication(Fault fault) throws IOException {
    server.api.does(
        request ->
            switch (fault) {
              case THROWS -> throw new IllegalStateException("azs.secret");
              case THROWS_ERROR -> throw new StackOverflowError("azs.secret");
              case CANNOT_BE_RENDERED ->
                  FakeApi.plain(
                      request, Answer.data(new Value.Obj(Collections.singletonMap(null, DATA))));
              case FAILS_LATER ->
                  CompletableFuture.failedFuture(new IllegalStateException("azs.secret"));
              case RETURNS_NULL -> null;
            });
    RawConnection.Response response = get();
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("{\"errors\":[\"internal error\"]}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "/v1/a/../b", "/v1/a?list=x"})
  void forbidsStoringOfRefusals(String target) throws IOException {
    try (RawConnection client = server.connect()) {
      assertThat(client.request("GET " + target).header("Cache-Control")).contains("no-store");
    }
  }

  private RawConnection.Response get() throws IOException {
    try (RawConnection client = server.connect()) {
      return client.request("GET /v1/a");
    }
  }

  private static String withoutId(RawConnection.Response response) {
    return response.body().replaceAll("id-[0-9]+", "id").replace('"', '\'');
  }
}
