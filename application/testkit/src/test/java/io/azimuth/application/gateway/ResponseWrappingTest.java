package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.sweep.Sweeper;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrapped answers and their tokens. */
class ResponseWrappingTest extends GatewayFixture {

  private static final String UNWRAP = "sys/wrapping/unwrap";
  private static final String LOOKUP = "sys/wrapping/lookup";
  private static final String REWRAP = "sys/wrapping/rewrap";
  private static final String NO_SUCH = "wrapping token is not valid or does not exist";

  @Test
  void aWrappedLoginTellsNothingButWhereItIsKept() {
    WrapInfo info = wrapped(login("60s"));

    assertThat(info.ttl()).isEqualTo(Duration.ofSeconds(60));
    assertThat(info.creationTime()).isEqualTo(TestServer.START);
    assertThat(info.creationPath()).isEqualTo("auth/app/login");
    assertThat(info.token().expose()).startsWith("azs.");
    assertThat(info.accessor()).isEqualTo(server.get(Barrier.class).accessor(info.token()).value());
  }

  @Test
  void theWrappingTokenOpensItsAnswerOnceAndTheTokenInItIsReal() {
    WrapInfo info = wrapped(login("60s"));

    Value.Obj opened = opened(unwrap(info.token().expose(), Map.of()));

    Value.Obj auth = (Value.Obj) opened.members().get("auth");
    String token = tokenIn(opened);
    assertThat(auth.members()).containsEntry("accessor", Value.of(info.wrappedAccessor().get()));
    assertThat(data(server.read(token, "auth/token/lookup-self")))
        .containsEntry("path", Value.of("auth/app/login"));
    assertThat(opened.members())
        .containsEntry("mount_type", Value.of("scripted"))
        .containsEntry("wrap_info", Value.NULL)
        .containsEntry("data", Value.NULL);
    assertThat(((Value.Text) opened.members().get("request_id")).text()).startsWith("request-");
    noSuchToken(unwrap(info.token().expose(), Map.of()));
    assertThat(keysOfWrapped()).isEmpty();
  }

  @Test
  void theWrappedAnswerIsTheOneThatWouldHaveBeenSent() {
    method.act(
        call -> Answer.data(Values.of(Map.of("n", new Value.Num("1.50e400"))), List.of("w")));

    Value.Obj opened = opened(unwrap(wrapToken(readWrapped(root, "1m")), Map.of()));

    assertThat(opened.members())
        .containsEntry("data", Values.of(Map.of("n", new Value.Num("1.50e400"))))
        .containsEntry("warnings", Value.of(List.of("w")))
        .containsEntry("auth", Value.NULL);
  }

  @Test
  void whatIsWrappedWithoutATokenInItNamesNone() {
    assertThat(wrapped(wrap(Map.of("a", 1), "60")).wrappedAccessor()).isEmpty();
  }

  @Test
  void aWrappedSecretWithAnAccessorNamesIt() {
    method.act(call -> Answer.secret(Values.of(Map.of("n", "hidden")), "handle-of-it"));

    WrapInfo info = wrapped(readWrapped(root, "1m"));

    assertThat(info.wrappedAccessor()).contains("handle-of-it");
    WrapInfo again = wrapped(server.write(root, REWRAP, Map.of("token", info.token().expose())));
    assertThat(again.wrappedAccessor()).contains("handle-of-it");
    assertThat(opened(unwrap(again.token().expose(), Map.of())).members())
        .containsEntry("data", Values.of(Map.of("n", "hidden")));
  }

  @Test
  void aCallerWithTheRightOpensItByNamingTheToken() {
    String caller = tokenWith("path \"" + UNWRAP + "\" { capabilities = [\"update\"] }");
    String token = wrapToken(wrap(Map.of("a", 1), "60"));

    assertThat(opened(unwrap(caller, Map.of("token", token))).members())
        .containsEntry("data", Values.of(Map.of("a", 1)));

    noSuchToken(unwrap(caller, Map.of("token", token)));
  }

  @Test
  void whoeverHasNoRightOpensNothingAndUsesNothingUp() {
    String weak = tokenWith("path \"x\" { capabilities = [\"read\"] }");
    String token = wrapToken(wrap(Map.of("a", 1), "60"));

    for (String caller : List.of("", "azs.forged", weak)) {
      assertThat(refusal(unwrap(caller, Map.of("token", token))).category())
          .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    }

    opened(unwrap(token, Map.of()));
  }

  @Test
  void theSameTokenInHeaderAndBodyIsOneUse() {
    String token = wrapToken(wrap(Map.of("a", 1), "60"));

    opened(unwrap(token, Map.of("token", token)));

    noSuchToken(unwrap(token, Map.of("token", token)));
  }

  @Test
  void aWrappingTokenOpensNoOther() {
    String one = wrapToken(wrap(Map.of("a", 1), "60"));
    String other = wrapToken(wrap(Map.of("a", 2), "60"));

    assertThat(refusal(unwrap(one, Map.of("token", other))).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);

    opened(unwrap(one, Map.of()));
    opened(unwrap(other, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "azs.forged", "azb.forged", "x"})
  void whatIsNoWrappingTokenOpensNothing(String token) {
    noSuchToken(unwrap(token, Map.of()));
    noSuchToken(unwrap(root, Map.of("token", token)));
    noSuchToken(server.write(root, REWRAP, Map.of("token", token)));
    noSuchToken(server.write("", LOOKUP, Map.of("token", token)));
  }

  @Test
  void anOrdinaryTokenIsNoWrappingToken() {
    noSuchToken(unwrap(root, Map.of()));
    noSuchToken(unwrap(root, Map.of("token", root)));
    noSuchToken(server.write("", LOOKUP, Map.of("token", root)));
    noSuchToken(server.read(root, LOOKUP));
  }

  @Test
  void lookingUsesNothingUpAndNeedsNoOtherToken() {
    String token = wrapToken(login("90s"));
    server.clock().advance(Duration.ofSeconds(5));

    for (Answer answer :
        List.of(
            server.write("", LOOKUP, Map.of("token", token)),
            server.write("azs.stale", LOOKUP, Map.of("token", token)),
            server.write(token, LOOKUP, Map.of()),
            server.read(token, LOOKUP))) {
      assertThat(data(answer))
          .containsEntry("creation_path", Value.of("auth/app/login"))
          .containsEntry("creation_time", Value.of("2026-11-25T12:00:00Z"))
          .containsEntry("creation_ttl", Value.of(90));
    }
    opened(unwrap(token, Map.of()));
    noSuchToken(server.write("", LOOKUP, Map.of("token", token)));
  }

  @Test
  void rewrappingMovesTheAnswerToANewToken() {
    WrapInfo first = wrapped(login("90s"));
    server.clock().advance(Duration.ofSeconds(60));

    WrapInfo second = wrapped(server.write(root, REWRAP, Map.of("token", first.token().expose())));

    assertThat(second.creationPath()).isEqualTo("auth/app/login");
    assertThat(second.ttl()).isEqualTo(Duration.ofSeconds(90));
    assertThat(second.creationTime()).isEqualTo(TestServer.START.plusSeconds(60));
    assertThat(second.wrappedAccessor()).isEqualTo(first.wrappedAccessor());
    noSuchToken(unwrap(first.token().expose(), Map.of()));
    server.clock().advance(Duration.ofSeconds(89));
    assertThat(opened(unwrap(second.token().expose(), Map.of())).members().get("auth"))
        .isInstanceOf(Value.Obj.class);
  }

  @Test
  void aTokenLivesForExactlyItsTimeAndItsAnswerIsSwept() {
    String early = wrapToken(login("60s"));
    String late = wrapToken(login("60s"));
    server.clock().advance(Duration.ofSeconds(59));
    opened(unwrap(early, Map.of()));

    server.clock().advance(Duration.ofSeconds(1));

    noSuchToken(unwrap(late, Map.of()));
    assertThat(keysOfWrapped()).hasSize(1);
    server.clock().advance(ClockSkew.ALLOWED);
    server.get(Sweeper.class).run();
    assertThat(keysOfWrapped()).isEmpty();
  }

  @Test
  void revokingTheWrappingTokenEndsItsAnswer() {
    WrapInfo info = wrapped(login("60s"));

    done(server.write(root, "auth/token/revoke-accessor", Map.of("accessor", info.accessor())));

    assertThat(keysOfWrapped()).isEmpty();
    noSuchToken(unwrap(info.token().expose(), Map.of()));
  }

  @Test
  void anAnswerEndsWithTheMountThatGaveIt() {
    method.act(call -> Answer.data(Values.of(Map.of("a", 1))));
    String token = wrapToken(readWrapped(root, "60s"));

    done(server.delete(root, "sys/auth/app"));

    noSuchToken(unwrap(token, Map.of()));
  }

  @Test
  void whatHasARevokedPrefixIsOver() {
    String token = wrapToken(login("60s"));

    server.write(root, "sys/leases/revoke-prefix/auth/app/login", Map.of("sync", true));

    noSuchToken(unwrap(token, Map.of()));
  }

  @Test
  void aWrappingTokenCannotBeRenewedNorHasChildrenNorAnyOtherRight() {
    String token = wrapToken(login("60s"));

    assertThat(refusal(server.write(root, "auth/token/renew", Map.of("token", token))).errors())
        .containsExactly("lease is not renewable");
    Map<String, Value> looked =
        data(server.write(root, "auth/token/lookup", Map.of("token", token)));

    assertThat(looked)
        .containsEntry("policies", Value.of(List.of("response-wrapping")))
        .containsEntry("num_uses", Value.of(1))
        .containsEntry("renewable", Value.of(false))
        .containsEntry("orphan", Value.of(true))
        .containsEntry("creation_ttl", Value.of(60))
        .containsEntry("explicit_max_ttl", Value.of(60))
        .containsEntry("entity_id", Value.of(""))
        .containsEntry("path", Value.of("auth/app/login"));
    opened(unwrap(token, Map.of()));
  }

  @Test
  void theWayOfOldToReadWhatWasWrappedWorksOnceToo() {
    method.act(
        call -> Answer.data(Values.of(Map.of("a", new Value.Num("1.50e400"), "b", "é\"\\\n"))));
    String token = wrapToken(readWrapped(root, "60s"));

    Answer.Envelope read = (Answer.Envelope) server.read(token, "cubbyhole/response");

    assertThat(read.data().orElseThrow().get("response").orElseThrow())
        .isInstanceOfSatisfying(
            Value.Text.class,
            text ->
                assertThat(text.text())
                    .startsWith("{\"request_id\":\"")
                    .contains("\"a\":1.50e400", "\"b\":\"é\\\"\\\\\\n\"")
                    .contains("},\"wrap_info\":null"));
    assertThat(read.warnings()).singleElement().asString().contains("use sys/wrapping/unwrap");
    assertThat(refusal(server.read(token, "cubbyhole/response")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    noSuchToken(unwrap(token, Map.of()));
    server.store().awaitCommits(); // the removal follows the answer
    assertThat(keysOfWrapped()).isEmpty();
    assertThat(server.read(root, "cubbyhole/response")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void aWrappingTokenHasNoOtherCubbyhole() {
    method.act(call -> Answer.data(Values.of(Map.of("a", "b"))));
    String token = wrapToken(readWrapped(root, "60s"));

    assertThat(refusal(server.read(token, "cubbyhole/wrapinfo")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  void aWrappingTokenThatIsUsedElsewhereIsUsedUp() {
    String token = wrapToken(login("60s"));

    assertThat(refusal(server.read(token, "auth/token/lookup-self")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);

    noSuchToken(unwrap(token, Map.of()));
    server.store().awaitCommits(); // the removal follows the answer
    assertThat(keysOfWrapped()).isEmpty();
  }

  @Test
  void ofTwoWhoOpenItAtOnceOneDoes() {
    String token = wrapToken(login("60s"));
    List<Answer> first = new ArrayList<>();
    server.store().beforeNextCommit(() -> first.add(unwrap(token, Map.of())));

    Answer second = unwrap(root, Map.of("token", token));

    opened(first.get(0));
    noSuchToken(second);
  }

  @Test
  void aUseThatIsCountedMeanwhileIsTheOnlyOne() {
    String token = wrapToken(login("60s"));
    server
        .store()
        .beforeNextCommit(
            () -> server.store().change(work -> work.tokens().putUsesLeft(hash(token), 0)));

    noSuchToken(unwrap(token, Map.of()));
  }

  @Test
  void ofOneWhoOpensAndOneWhoRewrapsOneDoes() {
    String token = wrapToken(login("60s"));
    List<Answer> rewrapped = new ArrayList<>();
    server
        .store()
        .beforeNextCommit(() -> rewrapped.add(server.write(root, REWRAP, Map.of("token", token))));

    noSuchToken(unwrap(token, Map.of()));

    opened(unwrap(wrapToken(rewrapped.get(0)), Map.of()));
  }

  @Test
  void answersThatSayNothingAreNotWrapped() {
    method.act(call -> new Answer.Empty());
    done(readWrapped(root, "60"));
    method.act(call -> new Answer.NotFound());
    assertThat(readWrapped(root, "60")).isInstanceOf(Answer.NotFound.class);
    method.act(call -> new Answer.NotFound(Values.of(Map.of("deleted", "yesterday"))));
    assertThat(readWrapped(root, "60")).isEqualTo(new Answer.NotFound());
    method.act(
        call -> {
          throw RefusedException.invalid("no");
        });
    assertThat(refusal(readWrapped(root, "60")).errors()).containsExactly("no");

    assertThat(keysOfWrapped()).isEmpty();
    assertThat(server.store().tokenCount()).isEqualTo(1);
  }

  @Test
  void anAnswerWithoutAnEnvelopeIsNotGivenInClear() {
    method.act(
        call -> {
          call.storage().put("x", Value.Obj.EMPTY);
          return new Answer.Raw(Values.of(Map.of("key", "share")), Answer.State.NORMAL);
        });

    assertThat(refusal(readWrapped(root, "60")).errors())
        .containsExactly("what this path answers cannot be wrapped");

    assertThat(server.store().keys()).noneMatch(key -> key.endsWith("/x"));
  }

  @Test
  void noAnswerIsKeptForLongerThanATokenMayLive() {
    String max = Long.toString(Duration.ofDays(32).toSeconds());
    String longer = Long.toString(Duration.ofDays(32).toSeconds() + 1);

    assertThat(wrapped(login(max)).ttl()).isEqualTo(Duration.ofDays(32));
    assertThat(refusal(login(longer)).errors())
        .containsExactly("X-Vault-Wrap-TTL is longer than the server's max_lease_ttl of 768h");
  }

  @Test
  void aWrappingTokenInTheFormOfAJwtIsNotBuilt() {
    ApiRequest plain = server.request(Operation.WRITE, "", "auth/app/login", RequestBody.NONE);
    int before = server.store().tokenCount();

    assertThat(
            refusal(
                    server.answer(
                        TestServer.asking(
                            plain, new ApiRequest.Directives("", Optional.of("60"), true))))
                .errors())
        .containsExactly(
            "X-Vault-Wrap-Format: jwt is not supported yet: a wrapping token is opened by this server");
    assertThat(server.store().tokenCount()).isEqualTo(before);
    envelope(
        server.answer(
            TestServer.asking(plain, new ApiRequest.Directives("", Optional.of("0"), true))));
  }

  @Test
  void anyObjectIsWrappedAsItIs() {
    Map<String, ?> any =
        Map.of("token", "t", "zz", List.of(1, Map.of("a", true)), "n", new Value.Num("0.10"));

    Value.Obj opened = opened(unwrap(wrapToken(wrap(any, "5m")), Map.of()));

    assertThat(opened.members())
        .containsEntry("data", Values.of(any))
        .containsEntry("warnings", Value.NULL);
  }

  @Test
  void everyHolderOfTheDefaultPolicyWrapsAndOpens() {
    String caller =
        clientToken(server.write(root, "auth/token/create", Map.of("policies", "default")));
    String token =
        wrapToken(
            server.answer(
                withWish(Operation.WRITE, caller, "sys/wrapping/wrap", Map.of("a", 1), "60")));

    assertThat(data(server.write(caller, LOOKUP, Map.of("token", token)))).isNotEmpty();
    assertThat(opened(unwrap(caller, Map.of("token", token))).members())
        .containsEntry("data", Values.of(Map.of("a", 1)));
  }

  @Test
  void aListIsWrapped() {
    Answer list =
        server.answer(withWish(Operation.LIST, root, "sys/policies/acl/", Map.of(), "60"));

    assertThat(opened(unwrap(wrapToken(list), Map.of())).members())
        .containsEntry("data", Values.of(Map.of("keys", List.of("default", "root"))));
  }

  @Test
  void aLoginForABatchTokenIsWrappedAndNamesNoAccessor() {
    method.grant(TokenSettings.builder().type("batch").build());

    WrapInfo info = wrapped(login("60s"));

    assertThat(info.wrappedAccessor()).isEmpty();
    String token = tokenIn(opened(unwrap(info.token().expose(), Map.of())));
    assertThat(token).startsWith("azb.");
    assertThat(data(server.read(token, "auth/token/lookup-self"))).isNotEmpty();
  }

  @Test
  void theAnswerOfATokenThatEndsWithItStays() {
    String once =
        clientToken(
            server.write(root, "auth/token/create", Map.of("policies", "default", "num_uses", 1)));
    String token =
        wrapToken(
            server.answer(
                withWish(Operation.WRITE, once, "sys/wrapping/wrap", Map.of("a", 1), "60")));
    assertThat(refusal(server.read(once, "auth/token/lookup-self")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);

    assertThat(opened(unwrap(token, Map.of())).members())
        .containsEntry("data", Values.of(Map.of("a", 1)));
  }

  @Test
  void aWrappedChildEndsWithItsParent() {
    String parent = clientToken(server.write(root, "auth/token/create", Map.of("ttl", "1h")));
    String token =
        wrapToken(
            server.answer(
                withWish(Operation.WRITE, parent, "auth/token/create", Map.of("ttl", "1h"), "60")));
    done(server.write(parent, "auth/token/revoke-self", Map.of()));

    String child = tokenIn(opened(unwrap(token, Map.of())));

    assertThat(refusal(server.read(child, "auth/token/lookup-self")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  private static String tokenIn(Value.Obj opened) {
    Value.Obj auth = (Value.Obj) opened.members().get("auth");
    return ((Value.Text) auth.members().get("client_token")).text();
  }

  @Test
  void wrappingNeedsAWish() {
    for (String none : List.of("", "0")) {
      assertThat(refusal(wrap(Map.of("a", 1), none)).errors())
          .containsExactly("endpoint requires response wrapping to be used");
    }
  }

  @Test
  void openingLookingAndRewrappingAreNeverWrapped() {
    String token = wrapToken(login("60s"));

    data(server.answer(withWish(Operation.READ, token, LOOKUP, Map.of(), "60")));
    String second =
        wrapToken(
            server.answer(withWish(Operation.WRITE, root, REWRAP, Map.of("token", token), "10")));
    opened(server.answer(withWish(Operation.WRITE, second, UNWRAP, Map.of(), "60")));
  }

  @Test
  void auditRecordsHoldNothingOfWhatIsWrapped() {
    server.enableAudit(root);
    WrapInfo info = wrapped(login("60s"));
    Value.Obj opened = opened(unwrap(info.token().expose(), Map.of()));
    String inside = tokenIn(opened);

    String all = server.audit().records().toString();
    assertThat(all)
        .doesNotContain(info.token().expose())
        .doesNotContain(info.accessor())
        .doesNotContain(inside)
        .doesNotContain(info.wrappedAccessor().get())
        .contains("creation_path");
    Value.Obj response =
        (Value.Obj) server.audit().records("response").get(0).members().get("response");
    assertThat(response.members()).containsOnlyKeys("wrap_info");
    assertThat(((Value.Obj) server.audit().records().get(0).members().get("request")).members())
        .containsEntry("wrap_ttl", Value.of(60));
  }

  @Test
  void whatNobodyRecordsIsTakenBackWithTheTokenInIt() {
    server.enableAudit(root);
    int tokens = server.store().tokenCount();
    server.audit().failOnType("response");

    assertThat(refusal(login("60s")).category()).isEqualTo(ErrorCategory.INTERNAL);

    assertThat(server.store().tokenCount()).isEqualTo(tokens);
    assertThat(keysOfWrapped()).isEmpty();
  }

  private Answer login(String ttl) {
    return server.answer(withWish(Operation.WRITE, "", "auth/app/login", Map.of(), ttl));
  }

  private Answer readWrapped(String token, String ttl) {
    return server.answer(withWish(Operation.READ, token, "auth/app/act", Map.of(), ttl));
  }

  private Answer wrap(Map<String, ?> body, String ttl) {
    return server.answer(withWish(Operation.WRITE, root, "sys/wrapping/wrap", body, ttl));
  }

  private Answer unwrap(String token, Map<String, ?> body) {
    return server.write(token, UNWRAP, body);
  }

  private ApiRequest withWish(
      Operation operation, String token, String path, Map<String, ?> body, String ttl) {
    Value.Obj object = Values.of(body);
    return TestServer.asking(
        server.request(operation, token, path, maxBytes -> object),
        new ApiRequest.Directives("", Optional.of(ttl)));
  }

  private static WrapInfo wrapped(Answer answer) {
    if (answer instanceof Answer.Wrapped wrapped) {
      return wrapped.info();
    }
    throw new AssertionError("not wrapped but " + answer);
  }

  private static String wrapToken(Answer answer) {
    return wrapped(answer).token().expose();
  }

  private static Value.Obj opened(Answer answer) {
    if (answer instanceof Answer.Raw raw) {
      return raw.body();
    }
    throw new AssertionError("not opened but " + answer);
  }

  private static void noSuchToken(Answer answer) {
    assertThat(refusal(answer).errors()).containsExactly(NO_SUCH);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }

  private List<String> keysOfWrapped() {
    return server.store().keys().stream().filter(key -> key.startsWith("wrapped/")).toList();
  }

  private TokenHash hash(String token) {
    return server.get(Barrier.class).hash(SecretText.of(token));
  }
}
